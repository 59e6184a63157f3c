/** A letter ready to send. */
export type Message = {
  /**
   * The same for every attempt at the same letter, so that a far end that has seen it can tell:
   * an idempotency key, a Message-ID, a file name. Letters, digits, `_` and `-`, at most 100.
   */
  id: string;
  /** One bare address. */
  to: string;
  /** An address, with or without a name before it. */
  from: string;
  subject: string;
  html: string;
  text: string;
};

/** A way for letters to leave. `send` throws a `PermanentMailError` when trying again is useless. */
export type Transport = {
  name: "resend" | "smtp" | "mailbox" | "none";
  send(message: Message): Promise<void>;
};

/** Tells robots such as out-of-office replies not to answer (RFC 3834, section 5). */
export const automaticHeaders = { "Auto-Submitted": "auto-generated" };

/** This letter will never be taken as it is, so trying again is useless. Any other error may pass. */
export class PermanentMailError extends Error {
  override readonly name = "PermanentMailError";
}
