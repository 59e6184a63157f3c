import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";

export type InvitationRequestedProps = {
  name: string;
  organization: string;
  /** What the invited person is called, or their address. */
  invitee: string;
  email: string;
  link: string;
};

/** To whoever may invite, when an invitation ran out before it was accepted. */
export const invitationRequested: Template<InvitationRequestedProps> = {
  subject: ({ invitee, organization }) => `${invitee} asks for a new invitation to ${organization}`,
  body: ({ name, organization, invitee, email, link }) => (
    <Layout
      preview="Their invitation has expired."
      heading={`A new invitation to ${organization}`}
      name={name}
      action={{ label: "View invitations", link }}
      reason={
        <>
          You got this letter because you may invite people to {organization}. If you do nothing, nobody is
          invited.
        </>
      }
    >
      <Paragraph>
        The invitation of <strong>{invitee}</strong> ({email}) to <strong>{organization}</strong> has expired,
        and they ask for a new one. You can send it again, or cancel it.
      </Paragraph>
    </Layout>
  ),
};
