import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";

export type OwnershipAnsweredProps = {
  name: string;
  organization: string;
  by: string;
  outcome: "accepted" | "declined";
  link: string;
};

/** To the Owner who offered to hand an organization over. */
export const ownershipAnswered: Template<OwnershipAnsweredProps> = {
  subject: ({ organization, by, outcome }) =>
    outcome === "accepted"
      ? `${by} is now Owner of ${organization}`
      : `${by} does not take ${organization} over`,
  body: ({ name, organization, by, outcome, link }) => (
    <Layout
      preview={outcome === "accepted" ? "You are an Admin there from now on." : "You are still its Owner."}
      heading={outcome === "accepted" ? `${organization} was handed over` : "Your offer was declined"}
      name={name}
      action={{ label: `Open ${organization}`, link }}
      reason={<>You got this letter because you offered to hand {organization} over.</>}
    >
      <Paragraph>
        {outcome === "accepted" ? (
          <>
            <strong>{by}</strong> has accepted your offer and is Owner of <strong>{organization}</strong>. You
            are an Admin there from now on.
          </>
        ) : (
          <>
            <strong>{by}</strong> has declined to take <strong>{organization}</strong> over. You are still its
            Owner and can offer it to someone else.
          </>
        )}
      </Paragraph>
    </Layout>
  ),
};
