import type { Tx } from "@/db/door";
import type { Letter } from "@/emails/letters";
import { seal } from "@/lib/core/crypto";
import { newId } from "@/lib/core/ids";
import { enqueue } from "./queue";

export type { Letter };

/** What a mail job carries. The letter is sealed: it holds links that sign people in. */
export type MailJob = { id: string; sealed: string; about?: MailSubject };

/** The row that wants to know what became of its letter. */
export type MailSubject = { organizationId: string; invitationId: string };

/** The context under which letters are sealed. */
export const mailSeal = "mail";

/** Letters about nothing but an account are waited for by whoever asked; they go before invitations. */
const someoneWaits = 10;

/**
 * Has a letter written and sent once the transaction commits, with retries; a mail that fails never
 * undoes the deed. Answers the mail's id, the same in every attempt.
 */
export async function sendMail(tx: Tx, to: string, letter: Letter, about?: MailSubject): Promise<string> {
  const id = newId("mail");
  await enqueue(tx, "mail", { sealed: seal(JSON.stringify({ to, letter }), mailSeal), about }, id, {
    priority: about ? 0 : someoneWaits,
  });
  return id;
}
