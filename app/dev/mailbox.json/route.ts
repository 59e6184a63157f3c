import { env } from "@/lib/core/env";
import { listMailbox } from "@/lib/mail/mailbox";
import { transport } from "@/lib/mail/transport";

/** The local mailbox for scripts and tests; it is there only where mail is kept on this machine. */
export async function GET() {
  if (transport().name !== "mailbox")
    return Response.json({ title: "Not Found", status: 404 }, { status: 404 });
  return Response.json(await listMailbox(env().STEWARD_DATA), { headers: { "cache-control": "no-store" } });
}
