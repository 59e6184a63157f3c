import { Layout, Note, Paragraph, Quote } from "./layout";
import type { Template } from "./template";
import { lasting } from "./words";

export type InvitationProps = {
  organization: string;
  inviter: string;
  /** The role's display word, shown as given. */
  role: string;
  link: string;
  expiresInDays: number;
  inviteeName: string | null;
  /** What the inviter adds, as they wrote it; never a link. */
  message: string | null;
};

/** To someone who is asked to join an organization. */
export const invitation: Template<InvitationProps> = {
  subject: ({ inviter, organization }) => `${inviter} invited you to ${organization}`,
  body: ({ organization, inviter, role, link, expiresInDays, inviteeName, message }) => (
    <Layout
      preview={`Your role would be ${role}. The invitation is valid for ${lasting(expiresInDays, "day")}.`}
      heading={`Join ${organization}`}
      name={inviteeName}
      action={{ label: "View invitation", link }}
      afterwards={
        <Note>
          The invitation is for you alone and is valid for {lasting(expiresInDays, "day")}. Opening it accepts
          nothing yet.
        </Note>
      }
      reason={
        <>
          You got this letter because {inviter} entered this address to invite you to {organization}. If you
          do not know them, ignore it, and nothing happens.
        </>
      }
    >
      <Paragraph>
        <strong>{inviter}</strong> has invited you to join <strong>{organization}</strong> on Steward. Your
        role would be <strong>{role}</strong>.
      </Paragraph>
      {message ? <Quote by={inviter}>{message}</Quote> : null}
    </Layout>
  ),
};
