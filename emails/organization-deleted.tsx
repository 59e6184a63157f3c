import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";

export type OrganizationDeletedProps = {
  name: string;
  organization: string;
  by: string;
  /** Until when it can be restored, in words with the zone. */
  until: string;
  link: string;
};

/** To every Owner of an organization that one of them deleted. */
export const organizationDeleted: Template<OrganizationDeletedProps> = {
  subject: ({ organization, by }) => `${by} deleted ${organization}`,
  body: ({ name, organization, by, until, link }) => (
    <Layout
      preview="It can be restored for 30 days."
      heading={`${organization} was deleted`}
      name={name}
      action={{ label: "Restore it", link }}
      reason={<>You got this letter because you are an Owner of {organization}.</>}
    >
      <Paragraph>
        <strong>{by}</strong> deleted <strong>{organization}</strong>. It is closed to its members, and its
        API keys do not work any more.
      </Paragraph>
      <Paragraph>
        Every Owner can restore it, just as it was, until {until}. Then it is removed for good.
      </Paragraph>
    </Layout>
  ),
};
