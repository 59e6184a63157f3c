import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";

export type OwnershipOfferedProps = {
  name: string;
  organization: string;
  by: string;
  /** Until when it can be accepted, in words with the zone. */
  until: string;
  link: string;
};

/** To a member to whom an Owner wants to hand the organization over. */
export const ownershipOffered: Template<OwnershipOfferedProps> = {
  subject: ({ organization, by }) => `${by} wants to hand ${organization} over to you`,
  body: ({ name, organization, by, until, link }) => (
    <Layout
      preview="You become its Owner once you accept."
      heading={`Become Owner of ${organization}`}
      name={name}
      action={{ label: "View the offer", link }}
      reason={
        <>
          You got this letter because you are a member of {organization}. If you do nothing, everything stays
          as it is.
        </>
      }
    >
      <Paragraph>
        <strong>{by}</strong> offers to hand <strong>{organization}</strong> over to you. Once you accept, you
        are its Owner, who may do everything there, and {by} is an Admin.
      </Paragraph>
      <Paragraph>You can accept or decline until {until}.</Paragraph>
    </Layout>
  ),
};
