import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";
import { whenAndWhere } from "./words";

export type PasswordChangedProps = {
  name: string;
  /** The moment of the change in words, with its zone. */
  at: string;
  ip: string | null;
  resetLink: string;
};

/** To someone whose password has just been changed, by them or by a thief (ASVS 5.0, 6.3.7). */
export const passwordChanged: Template<PasswordChangedProps> = {
  subject: () => "Your Steward password was changed",
  body: ({ name, at, ip, resetLink }) => (
    <Layout
      preview="If this was not you, choose a new password now."
      heading="Your password was changed"
      name={name}
      action={{ label: "Choose a new password", link: resetLink }}
      reason="You got this letter because we tell you whenever the password of your Steward account changes."
    >
      <Paragraph>
        The password of your Steward account was changed {whenAndWhere(at, ip)}. If this was you, there is
        nothing to do.
      </Paragraph>
      <Paragraph>
        If it was not, choose a new password now, and tell an administrator of your organization.
      </Paragraph>
    </Layout>
  ),
};
