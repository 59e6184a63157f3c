import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthShell } from "@/components/console/auth-shell";
import { askedMail } from "@/lib/auth/session";
import { env } from "@/lib/core/env";
import { transport } from "@/lib/mail/transport";

export const metadata: Metadata = { title: "Check your email" };

export default async function CheckEmailPage() {
  const asked = await askedMail();
  if (!asked) redirect("/sign-in");
  const local = transport().name === "mailbox";
  return (
    <AuthShell
      title="Check your email"
      description={
        <>
          We sent a link to <strong className="font-medium text-ink">{asked.email}</strong>, if that address
          can be used here. It works for ten minutes.
        </>
      }
      footer={
        <>
          Nothing came, or the wrong address?{" "}
          <Link href="/sign-in" className="link">
            Back to sign in
          </Link>
        </>
      }
    >
      <dl className="rounded-lg border border-line bg-canvas p-4">
        <dt className="text-sm text-muted">Opening it on another device? You will be asked for this code:</dt>
        <dd className="mt-1 font-mono text-2xl tracking-widest">
          {asked.code.slice(0, 3)} {asked.code.slice(3)}
        </dd>
      </dl>
      {local ? (
        <p className="mt-4 text-sm text-muted">
          No mail leaves this machine: it is kept in the{" "}
          <a href={`${env().APP_URL}/dev/mailbox`} className="link">
            local mailbox
          </a>
          .
        </p>
      ) : null}
    </AuthShell>
  );
}
