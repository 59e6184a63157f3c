import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";
import { whenAndWhere } from "./words";

export type NewDeviceProps = {
  name: string;
  /** What signed in, in words: `Firefox on Linux`. */
  device: string;
  ip: string | null;
  /** The moment of the sign-in in words, with its zone. */
  at: string;
  sessionsLink: string;
};

/** To someone whose account was signed in to by a browser that it has not seen before. */
export const newDevice: Template<NewDeviceProps> = {
  subject: ({ device }) => `New sign-in to Steward: ${device}`,
  body: ({ name, device, ip, at, sessionsLink }) => (
    <Layout
      preview="If this was not you, end that session now."
      heading="New sign-in to your account"
      name={name}
      action={{ label: "See your sessions", link: sessionsLink }}
      reason="You got this letter because we tell you when a browser signs in to your Steward account for the first time."
    >
      <Paragraph>
        Your Steward account was signed in to with {device}, {whenAndWhere(at, ip)}. If this was you, there is
        nothing to do.
      </Paragraph>
      <Paragraph>
        If it was not, end that session now, choose a new password, and tell an administrator of your
        organization.
      </Paragraph>
    </Layout>
  ),
};
