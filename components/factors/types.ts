/** What a new factor leaves to be shown: the recovery codes, where it was the account's first. */
export type FactorMade = { recoveryCodes: string[] | null };

/** What an authenticator app is set up with; `qr` is an SVG document of `uri`. */
export type AuthenticatorStart = { authenticatorId: string; secret: string; uri: string; qr: string };
