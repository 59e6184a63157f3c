import { Layout, Note, Paragraph } from "./layout";
import type { Template } from "./template";
import { lasting } from "./words";

export type AccountLockedProps = {
  name: string;
  /** Wrong passwords in a row. */
  failures: number;
  /** How long signing in by password rests; `null` when it rests until it is unlocked. */
  minutes: number | null;
  ip: string | null;
  unlockLink: string;
};

/** To someone whose password was guessed at until signing in by it was stopped. */
export const accountLocked: Template<AccountLockedProps> = {
  subject: () => "Signing in with your password is paused",
  body: ({ name, failures, minutes, ip, unlockLink }) => (
    <Layout
      preview="Someone entered a wrong password several times. You can unlock it here."
      heading="Signing in with your password is paused"
      name={name}
      action={{ label: "Unlock", link: unlockLink }}
      afterwards={
        <Note>
          If it was not you, there is nothing else to do: whoever tried does not know your password. A passkey
          cannot be guessed, so you may want to add one.
        </Note>
      }
      reason="You got this letter because we tell you whenever signing in to your Steward account is paused."
    >
      <Paragraph>
        Someone, perhaps you, entered a wrong password for your Steward account {lasting(failures, "time")} in
        a row{ip && `, most recently from the address ${ip}`}. Signing in with the password is therefore
        paused{" "}
        {minutes === null
          ? "until you unlock it"
          : `for ${lasting(minutes, "minute")}, or until you unlock it`}
        .
      </Paragraph>
      <Paragraph>You can still sign in with a passkey or with a link by email.</Paragraph>
    </Layout>
  ),
};
