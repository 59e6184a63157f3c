import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";

export type KeyCreatedProps = {
  name: string;
  organization: string;
  key: string;
  of: "user" | "organization";
  by: string;
  /** When it ends, in words with the zone. */
  expires: string;
  link: string;
};

/** Why someone gets a letter about a key. */
export function whyToldOfKey(of: "user" | "organization", organization: string): string {
  return `You got this letter because ${of === "user" ? "the key acts in your name." : `you answer for the API keys of ${organization}.`}`;
}

/** To whoever answers for an API key that was made. */
export const keyCreated: Template<KeyCreatedProps> = {
  subject: ({ organization, key }) => `New API key in ${organization}: ${key}`,
  body: ({ name, organization, key, of, by, expires, link }) => (
    <Layout
      preview="If you do not expect it, revoke it now."
      heading={`New API key in ${organization}`}
      name={name}
      action={{ label: "See the key", link }}
      afterwards={<Note>The key works until {expires}. We write again before it ends.</Note>}
      reason={whyToldOfKey(of, organization)}
    >
      <Paragraph>
        <strong>{by}</strong> made the API key <strong>{key}</strong>
        {of === "user" ? ", which acts in your name" : ", which belongs to the organization"}. If you expected
        it, there is nothing to do.
      </Paragraph>
      <Paragraph>If you did not, revoke it now.</Paragraph>
    </Layout>
  ),
};
