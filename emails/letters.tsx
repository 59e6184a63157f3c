import { render, toPlainText } from "react-email";
import { type AccountChangedProps, accountChanged } from "./account-changed";
import { type AccountDeletedProps, accountDeleted } from "./account-deleted";
import { type AccountLockedProps, accountLocked } from "./account-locked";
import { type AlreadyRegisteredProps, alreadyRegistered } from "./already-registered";
import { type ChangeEmailProps, changeEmail } from "./change-email";
import { type ConfirmEmailProps, confirmEmail } from "./confirm-email";
import { type ContactEmailProps, contactEmail } from "./contact-email";
import { type EmailChangedProps, emailChanged } from "./email-changed";
import { type InvitationProps, invitation } from "./invitation";
import { type InvitationRequestedProps, invitationRequested } from "./invitation-requested";
import { type KeyCreatedProps, keyCreated } from "./key-created";
import { type KeyEndingProps, keyEnding } from "./key-ending";
import { type KeyLeakedProps, keyLeaked } from "./key-leaked";
import { type KeyRevealProps, keyReveal } from "./key-reveal";
import { type KeyRotatedProps, keyRotated } from "./key-rotated";
import { type MagicLinkProps, magicLink } from "./magic-link";
import { type NewDeviceProps, newDevice } from "./new-device";
import { type OrganizationDeletedProps, organizationDeleted } from "./organization-deleted";
import { type OwnershipAnsweredProps, ownershipAnswered } from "./ownership-answered";
import { type OwnershipOfferedProps, ownershipOffered } from "./ownership-offered";
import { type PasswordChangedProps, passwordChanged } from "./password-changed";
import { type ResetPasswordProps, resetPassword } from "./reset-password";
import { type SecondFactorRequiredProps, secondFactorRequired } from "./second-factor-required";
import { type StepUpCodeProps, stepUpCode } from "./step-up-code";
import type { Template } from "./template";
import { plainWords, unlinkedWords } from "./words";

type LetterProps = {
  "confirm-email": ConfirmEmailProps;
  "already-registered": AlreadyRegisteredProps;
  "magic-link": MagicLinkProps;
  "reset-password": ResetPasswordProps;
  "password-changed": PasswordChangedProps;
  "account-locked": AccountLockedProps;
  "new-device": NewDeviceProps;
  "account-changed": AccountChangedProps;
  "change-email": ChangeEmailProps;
  "email-changed": EmailChangedProps;
  "second-factor-required": SecondFactorRequiredProps;
  "step-up-code": StepUpCodeProps;
  "account-deleted": AccountDeletedProps;
  "contact-email": ContactEmailProps;
  "ownership-offered": OwnershipOfferedProps;
  "ownership-answered": OwnershipAnsweredProps;
  "organization-deleted": OrganizationDeletedProps;
  invitation: InvitationProps;
  "invitation-requested": InvitationRequestedProps;
  "key-created": KeyCreatedProps;
  "key-rotated": KeyRotatedProps;
  "key-reveal": KeyRevealProps;
  "key-ending": KeyEndingProps;
  "key-leaked": KeyLeakedProps;
};

export type LetterName = keyof LetterProps;

/** A letter to write, as plain JSON, so that it can wait in the queue. */
export type Letter = { [Name in LetterName]: { template: Name; props: LetterProps[Name] } }[LetterName];

/** Every letter we write, by name. */
export const letters: { [Name in LetterName]: Template<LetterProps[Name]> } = {
  "confirm-email": confirmEmail,
  "already-registered": alreadyRegistered,
  "magic-link": magicLink,
  "reset-password": resetPassword,
  "password-changed": passwordChanged,
  "account-locked": accountLocked,
  "new-device": newDevice,
  "account-changed": accountChanged,
  "change-email": changeEmail,
  "email-changed": emailChanged,
  "second-factor-required": secondFactorRequired,
  "step-up-code": stepUpCode,
  "account-deleted": accountDeleted,
  "contact-email": contactEmail,
  "ownership-offered": ownershipOffered,
  "ownership-answered": ownershipAnswered,
  "organization-deleted": organizationDeleted,
  invitation,
  "invitation-requested": invitationRequested,
  "key-created": keyCreated,
  "key-rotated": keyRotated,
  "key-reveal": keyReveal,
  "key-ending": keyEnding,
  "key-leaked": keyLeaked,
};

/**
 * Writes a letter out: its subject, its HTML and the same as plain text. People's words (names of
 * persons and organizations) come out as one short line of text in all three; our link is the only link.
 */
export async function renderLetter(letter: Letter): Promise<{ subject: string; html: string; text: string }> {
  const template = letters[letter.template] as Template<Letter["props"]>;
  const html = await render(template.body(withWords(letter.props, unlinkedWords)));
  return {
    subject: template.subject(withWords(letter.props, plainWords)),
    html,
    text: toPlainText(html, { selectors: textSelectors }),
  };
}

/** The props with each text but our links rewritten. */
function withWords<Props extends object>(props: Props, rewrite: (text: string) => string): Props {
  const entries = Object.entries(props).map(([name, value]) =>
    typeof value === "string" && !/link$/i.test(name) ? [name, rewrite(value)] : [name, value],
  );
  return Object.fromEntries(entries);
}

// In plain text the button is its label, above the link that is printed in full; headings keep their case.
const textSelectors = [
  { selector: "a.button", format: "anchor", options: { ignoreHref: true } },
  { selector: "h1", format: "heading", options: { uppercase: false } },
];
