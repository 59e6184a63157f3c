import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";
import { lasting } from "./words";

export type ResetPasswordProps = { name: string; link: string; expiresInMinutes: number };

/** To someone who forgot their password. */
export const resetPassword: Template<ResetPasswordProps> = {
  subject: () => "Choose a new Steward password",
  body: ({ name, link, expiresInMinutes }) => (
    <Layout
      preview={`The link works once, within ${lasting(expiresInMinutes, "minute")}.`}
      heading="Choose a new password"
      name={name}
      action={{ label: "Choose a new password", link }}
      afterwards={
        <Note>
          The link works once, within {lasting(expiresInMinutes, "minute")}. Until you use it, your old
          password stays as it is.
        </Note>
      }
      reason={
        <>
          You got this letter because someone asked for a new password for the account with this address. If
          it was not you, ignore it: nothing has changed. Never pass the link on.
        </>
      }
    >
      <Paragraph>
        You asked for a new password for your Steward account. The link below lets you choose one.
      </Paragraph>
    </Layout>
  ),
};
