import type { Metadata } from "next";
import { PageHeader } from "@/components/console/page-header";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { sessionActor } from "@/lib/auth/session";
import { tokenLife } from "@/lib/auth/tokens";
import { hour } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { scopeWords } from "@/lib/core/scope-words";
import { findReveal } from "@/lib/domain/key-reveals/queries";
import { page } from "@/lib/web/page";
import { RevealForm } from "./reveal-form";

export const metadata: Metadata = { title: "Your API key", referrer: "no-referrer" };

/** Opening the link spends nothing, since mail scanners open links; the button does. */
export default page(async ({ params }: PageProps<"/orgs/[org]/keys/reveal/[token]">) => {
  const { org, token } = await params;
  const actor = await sessionActor(org);
  const found = await findReveal(actor, { token }).catch(refusalOf);
  if (typeof found === "string") return <Unavailable actor={actor} why={found} />;
  const { keyName, organizationName, scopes, createdByName, expiresAt, linkExpiresAt } = found;
  return (
    <>
      <PageHeader
        title={keyName}
        description={`${createdByName} made this API key of ${organizationName} and had it sent to you.`}
      />
      <Card aria-label="The key" className="max-w-2xl">
        <CardBody className="flex flex-col gap-6">
          <RevealForm org={actor.organization.slug} token={token}>
            <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-[10rem_1fr]">
              <dt className="text-muted max-sm:-mb-3">It may</dt>
              <dd>
                <ul className="flex flex-col gap-1.5">
                  {scopes.map((scope) => (
                    <li key={scope}>
                      {scopeWords[scope]} <code className="text-sm text-muted">{scope}</code>
                    </li>
                  ))}
                </ul>
              </dd>
              <dt className="text-muted max-sm:-mb-3">The key ends</dt>
              <dd>
                <Time at={expiresAt} show="date" />
              </dd>
              <dt className="text-muted max-sm:-mb-3">This link ends</dt>
              <dd>
                <Time at={linkExpiresAt} />
              </dd>
            </dl>
          </RevealForm>
        </CardBody>
      </Card>
    </>
  );
});

type Refusal = "another-member" | "gone";

function refusalOf(error: unknown): Refusal {
  if (error instanceof AppError && error.code === "forbidden") return "another-member";
  if (error instanceof AppError && error.code === "gone") return "gone";
  throw error;
}

const words: Record<Refusal, { title: string; children: string }> = {
  "another-member": {
    title: "This link is for another member",
    children:
      "Only the member to whom it was mailed can open it. If that is you under another account, sign out and open it again. Nothing was shown, and the link still works for them.",
  },
  gone: {
    title: "This link shows nothing any more",
    children: `A link works once and for ${tokenLife["key-reveal"] / hour} hours, and a newer one takes its place. If you have not seen the key, look for a newer mail, or ask whoever made the key to send the link again.`,
  },
};

function Unavailable({ actor, why }: { actor: Actor; why: Refusal }) {
  return (
    <>
      <PageHeader title="API key by email" />
      <Alert
        tone="warning"
        title={words[why].title}
        className="max-w-2xl"
        action={
          <ButtonLink size="sm" href={`/orgs/${actor.organization.slug}/keys`}>
            Your keys
          </ButtonLink>
        }
      >
        {words[why].children}
      </Alert>
    </>
  );
}
