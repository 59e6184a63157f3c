import { Code, Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";
import { lasting } from "./words";

export type StepUpCodeProps = { name: string; code: string; expiresInMinutes: number };

/** To someone who is about to do something that matters. The code stands in the body alone: a locked phone shows the rest. */
export const stepUpCode: Template<StepUpCodeProps> = {
  subject: () => "Your code to confirm it is you",
  body: ({ name, code, expiresInMinutes }) => (
    <Layout
      preview="Enter the code in this letter where you were asked for it."
      heading="Confirm it is you"
      name={name}
      afterwards={
        <Note>
          The code works once, within {lasting(expiresInMinutes, "minute")}. Nobody from Steward will ever ask
          you for it.
        </Note>
      }
      reason={
        <>
          You got this letter because someone signed in to your Steward account has to confirm that they are
          you. If it was not you, give the code to nobody and choose a new password.
        </>
      }
    >
      <Paragraph>Enter this code where you were asked for it:</Paragraph>
      <Code>{code}</Code>
    </Layout>
  ),
};
