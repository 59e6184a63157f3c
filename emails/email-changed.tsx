import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";
import { whenAndWhere } from "./words";

export type EmailChangedProps = {
  name: string;
  newEmail: string;
  /** The moment of the change in words, with its zone. */
  at: string;
  ip: string | null;
};

/** To the address that an account had until now. It carries no link: this mailbox opens nothing any more. */
export const emailChanged: Template<EmailChangedProps> = {
  subject: () => "Your Steward email address was changed",
  body: ({ name, newEmail, at, ip }) => (
    <Layout
      preview="If this was not you, tell an administrator of your organization."
      heading="Your email address was changed"
      name={name}
      reason="You got this letter because your Steward account had this address until now."
    >
      <Paragraph>
        The email address of your Steward account was changed to {newEmail} {whenAndWhere(at, ip)}. You sign
        in with that address from now on, and our letters go there. If this was you, there is nothing to do.
      </Paragraph>
      <Paragraph>If it was not, tell an administrator of your organization now.</Paragraph>
    </Layout>
  ),
};
