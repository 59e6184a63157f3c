/** A letter ready to be sent. Its id stays the same in every attempt. */
export type Message = { id: string; to: string; from: string; subject: string; html: string; text: string };

/** A way to send mail. `send` throws a `PermanentMailError` when trying again is pointless, anything else when it is not. */
export type Transport = { name: "resend" | "smtp" | "mailbox" | "none"; send(message: Message): Promise<void> };

/** The mail was refused for good: the address does not exist, or the sender may not send. */
export class PermanentMailError extends Error {
  override readonly name = "PermanentMailError";
}

/** Says that a machine wrote it, so that no autoresponder answers (RFC 3834). */
export const automaticHeaders = { "Auto-Submitted": "auto-generated" } as const;
