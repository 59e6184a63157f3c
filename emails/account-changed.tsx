import { Layout, Paragraph } from "./layout";
import type { Template } from "./template";
import { whenAndWhere } from "./words";

export type AccountChangedProps = {
  name: string;
  what: keyof typeof changes;
  /** The passkey's name, how many recovery codes are left, or the organization whose administrator it was. */
  detail: string | null;
  /** The moment of the change in words, with its zone. */
  at: string;
  ip: string | null;
  securityLink: string;
};

type Words = {
  subject: string;
  preview: string;
  /** What happened, without its end: when and from where follow. */
  happened: (detail: string | null) => string;
  /** What else there is to know. */
  also?: (detail: string | null) => string | null;
  advice: string;
};

const ifNotYou = {
  preview: "If this was not you, look at your security settings now.",
  advice:
    "If this was you, there is nothing to do. If it was not, undo it in your security settings, choose a new password, and tell an administrator of your organization.",
};

const passkey = (detail: string | null) => (detail ? `The passkey “${detail}”` : "A passkey");
const codesLeft = (detail: string | null) => detail && `Codes left: ${detail}.`;

const changes = {
  "authenticator-added": {
    ...ifNotYou,
    subject: "An authenticator app was added to your account",
    happened: () => "An authenticator app was added to your Steward account",
  },
  "authenticator-removed": {
    ...ifNotYou,
    subject: "An authenticator app was removed from your account",
    happened: () => "An authenticator app was removed from your Steward account",
  },
  "passkey-added": {
    ...ifNotYou,
    subject: "A passkey was added to your account",
    happened: (detail) => `${passkey(detail)} was added to your Steward account`,
  },
  "passkey-removed": {
    ...ifNotYou,
    subject: "A passkey was removed from your account",
    happened: (detail) => `${passkey(detail)} was removed from your Steward account`,
  },
  "recovery-codes-made": {
    ...ifNotYou,
    subject: "You have new recovery codes",
    happened: () => "New recovery codes were made for your Steward account",
    also: () => "Any older ones no longer work.",
  },
  "recovery-code-used": {
    ...ifNotYou,
    subject: "A recovery code was used to sign in",
    happened: () => "One of your recovery codes was used to sign in to your Steward account",
    also: codesLeft,
  },
  "factors-reset": {
    subject: "Your second factors were reset",
    preview: "Set up new ones when you sign in next.",
    happened: (detail) =>
      `An administrator${detail ? ` of ${detail}` : ""} reset the second factors of your Steward account`,
    also: () =>
      "Your authenticator app, passkeys and recovery codes no longer work, and you were signed out everywhere.",
    advice:
      "Sign in with your password or by a link, and set up a second factor again. If you did not ask for this, tell an administrator of your organization.",
  },
  "passkey-cloned": {
    subject: "One of your passkeys may have been copied",
    preview: "It was refused. Remove it from your account now.",
    happened: (detail) => `${passkey(detail)} of your Steward account was used, and refused,`,
    also: () => "What it sent did not fit its last use, as happens when there is a copy of it.",
    advice:
      "Remove this passkey in your security settings now, even if it was you who used it, and add a new one. Tell an administrator of your organization as well.",
  },
} satisfies Record<string, Words>;

/** To someone whose means of signing in changed, were used up or are in danger (ASVS 5.0, 6.3.7). */
export const accountChanged: Template<AccountChangedProps> = {
  subject: ({ what }) => changes[what].subject,
  body: ({ name, what, detail, at, ip, securityLink }) => {
    const { subject, preview, happened, also, advice }: Words = changes[what];
    return (
      <Layout
        preview={preview}
        heading={subject}
        name={name}
        action={{ label: "Open security settings", link: securityLink }}
        reason="You got this letter because we tell you about every change to how you sign in to Steward."
      >
        <Paragraph>
          {happened(detail)} {whenAndWhere(at, ip)}. {also?.(detail)}
        </Paragraph>
        <Paragraph>{advice}</Paragraph>
      </Layout>
    );
  },
};
