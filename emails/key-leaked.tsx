import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";
import { whenAndWhere } from "./words";

export type KeyLeakedProps = {
  name: string;
  organization: string;
  key: string;
  /** When it was reported, in words with the zone. */
  at: string;
  ip: string | null;
  link: string;
};

/** To whoever answers for an API key that someone found and reported. */
export const keyLeaked: Template<KeyLeakedProps> = {
  subject: ({ key }) => `The API key ${key} leaked and was revoked`,
  body: ({ name, organization, key, at, ip, link }) => (
    <Layout
      preview="It works no more. Look at what it was used for."
      heading="An API key leaked and was revoked"
      name={name}
      action={{ label: "See the key", link }}
      reason={<>You got this letter because you answer for this key of {organization}.</>}
    >
      <Paragraph>
        Someone who has the API key <strong>{key}</strong> of {organization} reported it as leaked,{" "}
        {whenAndWhere(at, ip)}. We revoked it at once: nothing that uses it works any more.
      </Paragraph>
      <Paragraph>
        Look in the audit log at what it did lately, make another key, and find out how this one got out.
      </Paragraph>
    </Layout>
  ),
};
