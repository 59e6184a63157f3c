import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";
import { lasting } from "./words";

export type MagicLinkProps = {
  name: string;
  link: string;
  expiresInMinutes: number;
  /** What asked for the link, in words: `Firefox on Linux`. */
  device: string | null;
  ip: string | null;
};

/** To someone who signs in without a password. */
export const magicLink: Template<MagicLinkProps> = {
  subject: () => "Your link to sign in to Steward",
  body: ({ name, link, expiresInMinutes, device, ip }) => (
    <Layout
      preview={`It works once, within ${lasting(expiresInMinutes, "minute")}.`}
      heading="Sign in to Steward"
      name={name}
      action={{ label: "Sign in", link }}
      afterwards={
        <Note>
          The link works once, within {lasting(expiresInMinutes, "minute")}. If you open it on another device,
          you will be asked for the code shown where you started.
        </Note>
      }
      reason={
        <>
          You got this letter because someone asked to sign in with this address. If it was not you, ignore
          it: without the link nobody gets in. Never pass it on.
        </>
      }
    >
      <Paragraph>
        Here is the link you asked for{device && ` with ${device}`}
        {ip && ` from the address ${ip}`}. Open it in the browser you started in.
      </Paragraph>
    </Layout>
  ),
};
