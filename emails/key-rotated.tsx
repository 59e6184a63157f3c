import { type KeyCreatedProps, whyToldOfKey } from "./key-created";
import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";

export type KeyRotatedProps = KeyCreatedProps & {
  /** When the secret before ends; null where it has ended. */
  previousEnds: string | null;
};

/** To whoever answers for an API key that got another secret. */
export const keyRotated: Template<KeyRotatedProps> = {
  subject: ({ organization, key }) => `New secret for the API key ${key} in ${organization}`,
  body: ({ name, organization, key, of, by, expires, previousEnds, link }) => (
    <Layout
      preview="If you do not expect it, revoke it now."
      heading={`New secret for ${key}`}
      name={name}
      action={{ label: "See the key", link }}
      afterwards={
        <Note>
          The new secret works until {expires}.{" "}
          {previousEnds ? `The one before works until ${previousEnds}.` : "The one before works no more."}
        </Note>
      }
      reason={whyToldOfKey(of, organization)}
    >
      <Paragraph>
        <strong>{by}</strong> gave another secret to the API key <strong>{key}</strong>
        {of === "user" ? ", which acts in your name" : ", which belongs to the organization"}. If you expected
        it, there is nothing to do.
      </Paragraph>
      <Paragraph>If you did not, revoke it now.</Paragraph>
    </Layout>
  ),
};
