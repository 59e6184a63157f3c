import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";
import { lasting } from "./words";

export type ContactEmailProps = {
  organization: string;
  contact: "alerting" | "invoicing";
  link: string;
  expiresInDays: number;
};

const purpose = { alerting: "security alerts", invoicing: "invoices" } as const;

/** To the address that an organization wants its alerts or invoices sent to: does someone read it? */
export const contactEmail: Template<ContactEmailProps> = {
  subject: ({ organization, contact }) =>
    `Confirm this address for the ${purpose[contact]} of ${organization}`,
  body: ({ organization, contact, link, expiresInDays }) => (
    <Layout
      preview="Nothing is sent here before you confirm it."
      heading="Confirm this address"
      name={organization}
      action={{ label: "Confirm address", link }}
      afterwards={<Note>The link works once, within {lasting(expiresInDays, "day")}.</Note>}
      reason={
        <>
          You got this letter because an administrator of {organization} entered this address in Steward. If
          you do not know them, ignore it, and nothing is sent here.
        </>
      }
    >
      <Paragraph>
        {organization} wants its {purpose[contact]} to come to this address. Confirm it, so that we know
        somebody reads them here. Until then they go where they went before.
      </Paragraph>
    </Layout>
  ),
};
