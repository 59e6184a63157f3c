import type { Metadata, Route } from "next";
import Link from "next/link";
import { CodeBlock } from "@/app/docs/api/code-block";
import { GuidePart, GuideText } from "@/app/docs/api/guide";
import { type ReferenceEndpoint, reference } from "@/app/docs/api/reference";
import { Typed } from "@/app/docs/api/words";
import { PageHeader } from "@/components/console/page-header";
import { scopes } from "@/lib/core/roles";
import { scopeWords } from "@/lib/core/scope-words";
import { noticeDays } from "@/lib/domain/key-notices/rules";
import { overlapChoices } from "@/lib/domain/keys/input";

export const metadata: Metadata = { title: "Authentication" };

const longestOverlapHours = Math.max(...overlapChoices) / 60;

export default function AuthenticationPage() {
  const { url, tags } = reference();
  return (
    <>
      <PageHeader
        title="Authentication"
        description="Every call carries an API key. The key says which organization is meant and what may be done there."
      />
      <CodeBlock
        label="A call with a key"
        code={`curl '${url}/api/v1/me' \\\n  -H "Authorization: Bearer $STEWARD_KEY"`}
      />
      <GuidePart id="sending" title="Sending the key">
        <GuideText>
          Only the header <Typed>Authorization: Bearer</Typed> is read. A key in an address is refused with
          400, because addresses end up in logs: revoke a key that stood in one. A missing, mistyped, expired
          or revoked key is always answered alike, with 401 and the code <Typed>unauthenticated</Typed>.
        </GuideText>
        <GuideText>
          Keys are for servers and scripts. Do not put one into a web page or an app that you hand out:
          whoever has the key can do what it can.
        </GuideText>
      </GuidePart>
      <GuidePart id="kinds" title="Two kinds of keys">
        <GuideText>
          A <strong>user key</strong> acts for one member. It never does more than that member may do at this
          moment: when they are disabled, removed or given a smaller role, the key follows at its next call.
        </GuideText>
        <GuideText>
          An <strong>organization key</strong> belongs to the organization and outlives whoever made it.
          Owners and Admins make them.
        </GuideText>
      </GuidePart>
      <GuidePart id="life" title="A key’s life">
        <GuideText>
          A key ends on the day that was chosen when it was made, at the latest after what the organization
          allows. Its holder hears by email {noticeDays.first} and {noticeDays.last} days before. To replace
          one without a gap, rotate it: the former secret goes on working beside the new one for as long as
          you choose, up to {longestOverlapHours} hours. A key may be held to networks; from elsewhere it is
          answered with <Typed>address-not-allowed</Typed>.
        </GuideText>
      </GuidePart>
      <GuidePart id="leaks" title="If a key leaks">
        <GuideText>
          Revoke it on the page API keys: it stops at once, on every server. Whoever finds a key can do the
          same without an account, by{" "}
          <Link href={"/docs/api/keys#reportLeakedKey" as Route} className="link">
            reporting it
          </Link>
          ; those who answer for it get a mail.
        </GuideText>
      </GuidePart>
      <GuidePart id="scopes" title="Scopes">
        <GuideText>
          A scope opens a group of endpoints. Some need a second one beside, such as the one to read what they
          answer with; the endpoint names both. Give a key no more than it needs. A call beyond its scopes is
          answered with 403 and the code <Typed>forbidden</Typed>; the detail and the header{" "}
          <Typed>WWW-Authenticate</Typed> name what is missing.
        </GuideText>
        <GuideText>
          A scope gives no more than the key’s holder may. What they may not know of is not there for the key
          either: it is answered with 404 and the code <Typed>not-found</Typed>, as if it did not exist.
        </GuideText>
        <ScopeList endpoints={tags.flatMap((tag) => tag.endpoints.map((endpoint) => [tag.slug, endpoint]))} />
      </GuidePart>
    </>
  );
}

function ScopeList({ endpoints }: { endpoints: [string, ReferenceEndpoint][] }) {
  const opened = scopes
    .map((scope) => ({ scope, opens: endpoints.filter(([, endpoint]) => endpoint.scopes[0] === scope) }))
    .filter(({ opens }) => opens.length > 0);
  return (
    <dl className="border-t border-line">
      {opened.map(({ scope, opens }) => (
        <div key={scope} className="grid gap-x-6 gap-y-1 border-b border-line py-3 sm:grid-cols-[12rem_1fr]">
          <dt className="font-mono text-sm font-semibold">{scope}</dt>
          <dd className="flex flex-wrap gap-x-4 gap-y-1">
            <p className="w-full">{scopeWords[scope]}</p>
            {opens.map(([slug, { id, summary }]) => (
              <Link key={id} href={`/docs/api/${slug}#${id}` as Route} className="link">
                {summary}
              </Link>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
