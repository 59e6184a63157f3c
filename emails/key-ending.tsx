import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";
import { lasting } from "./words";

export type KeyEndingProps = {
  name: string;
  organization: string;
  key: string;
  days: number;
  /** When it ends, in words with the zone. */
  at: string;
  link: string;
};

/** To whoever answers for an API key that ends soon. */
export const keyEnding: Template<KeyEndingProps> = {
  subject: ({ key, days }) => `The API key ${key} ends in ${lasting(days, "day")}`,
  body: ({ name, organization, key, days, at, link }) => (
    <Layout
      preview="Rotate it, and nothing that uses it stops."
      heading={`An API key ends in ${lasting(days, "day")}`}
      name={name}
      action={{ label: "Rotate the key", link }}
      afterwards={<Note>If nothing needs it any more, there is nothing to do.</Note>}
      reason={<>You got this letter because you answer for this key of {organization}.</>}
    >
      <Paragraph>
        The API key <strong>{key}</strong> of {organization} works until {at}. Whatever uses it stops then.
      </Paragraph>
      <Paragraph>
        Rotate it before: the old secret can go on working for up to a day, while you put the new one in its
        place.
      </Paragraph>
    </Layout>
  ),
};
