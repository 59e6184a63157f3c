/** How many days sign-ins are kept: a year, so that a season can be held against the last one, and a month to notice. */
export const signInsKeptDays = 400;

/** By what a session began. */
export const signInMethods = ["password", "link", "invitation", "passkey"] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** What proves a second time who someone is. */
export const secondFactorMethods = ["totp", "passkey", "recovery-code"] as const;
export type SecondFactorMethod = (typeof secondFactorMethods)[number];

/** What the sign-in log says was tried. */
export const attemptMethods = [
  "password",
  "link",
  "invitation",
  "passkey",
  "totp",
  "recovery-code",
  "session",
] as const;
export type AttemptMethod = (typeof attemptMethods)[number];

/** `challenged`: the first factor was right, and a second was asked for. */
export const attemptOutcomes = ["success", "challenged", "failure"] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Why an attempt failed, each with the words of the sign-in log. */
export const attemptReasons = {
  "wrong-password": "Wrong password",
  "unknown-address": "No account of this address",
  "email-unconfirmed": "Email not confirmed yet",
  "account-locked": "Too many wrong passwords",
  "network-locked": "Too many failures from this network",
  "api-only": "The account may not sign in",
  overtaken: "The account changed at that moment",
  "wrong-code": "Wrong code",
  "code-used": "Code used before",
  "factor-resting": "Too many wrong codes",
  "unknown-passkey": "Unknown passkey",
  "invalid-passkey": "The passkey's answer was not valid",
  "cloned-passkey": "The passkey may have been copied",
  "second-factor-owed": "Second factor owed",
  "address-not-allowed": "Address not allowed",
  "session-idle": "Session idle for too long",
  "session-too-old": "Session too old",
} as const;
export type AttemptReason = keyof typeof attemptReasons;

export const attemptMethodNames: Record<AttemptMethod, string> = {
  password: "Password",
  link: "Emailed link",
  invitation: "Invitation",
  passkey: "Passkey",
  totp: "Authenticator app",
  "recovery-code": "Recovery code",
  session: "Open session",
};

export const attemptOutcomeNames: Record<AttemptOutcome, string> = {
  success: "Signed in",
  challenged: "Second factor asked",
  failure: "Failed",
};
