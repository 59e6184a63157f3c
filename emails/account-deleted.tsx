import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";

export type AccountDeletedProps = {
  name: string;
  /** The moment of the deletion in words, with its zone. */
  at: string;
};

/** To someone whose account is gone. */
export const accountDeleted: Template<AccountDeletedProps> = {
  subject: () => "Your Steward account was deleted",
  body: ({ name, at }) => (
    <Layout
      preview="Nobody can sign in to it any more."
      heading="Your account was deleted"
      name={name}
      reason="You got this letter because the account had this address. It is the last one."
    >
      <Paragraph>
        Your Steward account was deleted on {at}. Nobody can sign in to it any more, and it cannot be brought
        back.
      </Paragraph>
      <Paragraph>If it was not you, tell an administrator of your organization.</Paragraph>
    </Layout>
  ),
};
