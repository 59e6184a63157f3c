import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";
import { lasting } from "./words";

export type ConfirmEmailProps = { name: string; link: string; expiresInMinutes: number };

/** To someone who wants an account: is this address theirs? */
export const confirmEmail: Template<ConfirmEmailProps> = {
  subject: () => "Confirm your email address",
  body: ({ name, link, expiresInMinutes }) => (
    <Layout
      preview="One click, and your Steward account is ready."
      heading="Confirm your email address"
      name={name}
      action={{ label: "Confirm email address", link }}
      afterwards={
        <Note>
          The link works once, within {lasting(expiresInMinutes, "minute")}. If you open it on another device,
          you will be asked for the code shown where you started.
        </Note>
      }
      reason={
        <>
          You got this letter because someone asked to create a Steward account with this address. If it was
          not you, ignore it, and no account is created.
        </>
      }
    >
      <Paragraph>
        You asked to create a Steward account. Open the link below in the browser you used, so that we know
        this address is yours.
      </Paragraph>
    </Layout>
  ),
};
