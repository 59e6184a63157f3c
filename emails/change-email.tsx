import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";
import { lasting } from "./words";

export type ChangeEmailProps = { name: string; link: string; expiresInMinutes: number };

/** To the address that someone wants to use from now on: is it theirs? */
export const changeEmail: Template<ChangeEmailProps> = {
  subject: () => "Confirm your new email address",
  body: ({ name, link, expiresInMinutes }) => (
    <Layout
      preview="Until you confirm it, your Steward account keeps the old one."
      heading="Confirm your new email address"
      name={name}
      action={{ label: "Confirm email address", link }}
      afterwards={<Note>The link works once, within {lasting(expiresInMinutes, "minute")}.</Note>}
      reason={
        <>
          You got this letter because someone asked to use this address for their Steward account. If it was
          not you, ignore it, and nothing changes.
        </>
      }
    >
      <Paragraph>
        You asked to use this address for your Steward account. Open the link below, so that we know it is
        yours. Until then your account keeps its old address.
      </Paragraph>
    </Layout>
  ),
};
