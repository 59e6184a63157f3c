import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";

export type KeyRevealProps = {
  name: string;
  organization: string;
  key: string;
  by: string;
  expiresInHours: number;
  link: string;
};

/** To the one member who may open a new API key. */
export const keyReveal: Template<KeyRevealProps> = {
  subject: ({ organization, key }) => `Your API key for ${organization}: ${key}`,
  body: ({ name, organization, key, by, expiresInHours, link }) => (
    <Layout
      preview="Open it when you are ready to store it: it is shown once."
      heading="An API key waits for you"
      name={name}
      action={{ label: "Open the key", link }}
      afterwards={
        <Note>
          The link works once, for {expiresInHours} hours, and for you alone: you are asked to sign in first.
        </Note>
      }
      reason={
        <>
          You got this letter because you are a member of {organization}. If you do not need the key, leave
          it.
        </>
      }
    >
      <Paragraph>
        <strong>{by}</strong> made the API key <strong>{key}</strong> of {organization} for you.
      </Paragraph>
      <Paragraph>It is shown once. Have the place ready in which you keep it.</Paragraph>
    </Layout>
  ),
};
