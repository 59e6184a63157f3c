import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";

export type SecondFactorRequiredProps = {
  name: string;
  organization: string;
  /** From when it holds, in words with the zone; null when it holds already, and `planned` when no day is set yet. */
  from: string | null;
  planned: boolean;
  securityLink: string;
};

/** To a member without a second factor whose organization requires one, or is about to. */
export const secondFactorRequired: Template<SecondFactorRequiredProps> = {
  subject: ({ organization, from, planned }) =>
    from || planned
      ? `${organization} will require a second factor`
      : `${organization} requires a second factor now`,
  body: ({ name, organization, from, planned, securityLink }) => (
    <Layout
      preview="Setting one up takes two minutes."
      heading="Set up a second factor"
      name={name}
      action={{ label: "Set up a second factor", link: securityLink }}
      reason={<>You got this letter because you are a member of {organization} and have no second factor.</>}
    >
      <Paragraph>
        {planned
          ? `${organization} is about to require a second factor: something that only you have, asked for after your password.`
          : from
            ? `From ${from} on, ${organization} requires a second factor: something that only you have, asked for after your password.`
            : `${organization} requires a second factor: something that only you have, asked for after your password.`}
      </Paragraph>
      <Paragraph>
        {from || planned
          ? "Without one you and your API keys will have no access to it then."
          : "Until you have one, you and your API keys have no access to it. Access comes back by itself."}{" "}
        A passkey on your phone or laptop, or an authenticator app, will do.
      </Paragraph>
    </Layout>
  ),
};
