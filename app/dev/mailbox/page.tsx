import { Mail } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { PageHeader } from "@/components/console/page-header";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { env } from "@/lib/core/env";
import { listMailbox } from "@/lib/mail/mailbox";
import { transport } from "@/lib/mail/transport";

export const metadata: Metadata = { title: "Local mailbox" };

/** Every mail that would have gone out, where no transport is set and only this machine can look. */
export default async function MailboxPage() {
  await connection();
  if (transport().name !== "mailbox") notFound();
  const mails = await listMailbox(env().STEWARD_DATA);
  return (
    <main id="content" className="mx-auto w-full max-w-3xl px-4 pt-8 pb-20 sm:px-8">
      <PageHeader
        title="Local mailbox"
        description="No mail leaves this machine until RESEND_API_KEY or SMTP_URL is set. What would have gone out is kept here."
      />
      {mails.length === 0 ? (
        <EmptyState icon={Mail} title="No mail yet">
          Sign up or invite someone, and the letter appears here.
        </EmptyState>
      ) : (
        <ol className="flex flex-col gap-4">
          {mails.map((mail) => (
            <li key={mail.id}>
              <Card>
                <CardHeader>
                  <CardTitle>{mail.subject}</CardTitle>
                  <CardDescription>
                    To {mail.to} · <Time at={mail.at} />
                  </CardDescription>
                </CardHeader>
                <CardBody>
                  <pre className="font-sans break-words whitespace-pre-wrap">{mail.text}</pre>
                  <ul className="mt-3 flex flex-col gap-1 border-t border-line pt-3">
                    {mail.links.map((link) => (
                      <li key={link} className="truncate">
                        <a href={link} className="link">
                          {link}
                        </a>
                      </li>
                    ))}
                  </ul>
                </CardBody>
              </Card>
            </li>
          ))}
        </ol>
      )}
    </main>
  );
}
