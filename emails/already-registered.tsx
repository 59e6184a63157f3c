import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";

export type AlreadyRegisteredProps = { name: string; signInLink: string };

/** To someone who has an account when their address is used to create one: said here, never on the page. */
export const alreadyRegistered: Template<AlreadyRegisteredProps> = {
  subject: () => "You already have a Steward account",
  body: ({ name, signInLink }) => (
    <Layout
      preview="Someone tried to create an account with your address. It has one."
      heading="You already have an account"
      name={name}
      action={{ label: "Sign in", link: signInLink }}
      afterwards={
        <Note>
          Forgotten your password? Choose “Forgot password” on that page, and we will send you a link for a
          new one.
        </Note>
      }
      reason={
        <>
          You got this letter because someone entered this address to create a Steward account. If it was not
          you, there is nothing to do: they learned nothing about you, and your account is unchanged.
        </>
      }
    >
      <Paragraph>
        Someone, perhaps you, tried to create a Steward account with this address. It already has one, so
        nothing was created or changed. You can simply sign in.
      </Paragraph>
    </Layout>
  ),
};
