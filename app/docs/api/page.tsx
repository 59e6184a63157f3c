import type { Metadata, Route } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "./code-block";
import { EndpointIndex } from "./endpoint-index";
import { FirstCall } from "./first-call";
import { GuidePart } from "./guide";
import { guides } from "./guides";
import { reference } from "./reference";
import { found } from "./search";
import { Typed } from "./words";

export const metadata: Metadata = { title: { absolute: "Steward API reference" } };

export default async function ReferencePage({ searchParams }: PageProps<"/docs/api">) {
  const { q } = await searchParams;
  const { tags, version, url } = reference();
  const sought = typeof q === "string" ? q.trim() : "";
  if (sought) {
    const hits = tags
      .map((tag) => ({ ...tag, endpoints: found(tag.endpoints, sought) }))
      .filter(({ endpoints }) => endpoints.length > 0);
    return (
      <>
        <PageHeader
          title={`Search for “${sought}”`}
          description={
            hits.length === 0 ? "No endpoint has these words. Try a single one, such as “member”." : undefined
          }
          back={{ href: "/docs/api", label: "Overview" }}
        />
        {hits.length > 0 ? (
          <GuidePart id="found" title="Endpoints">
            <EndpointIndex tags={hits} />
          </GuidePart>
        ) : null}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={
          <>
            Steward API <Badge className="align-middle">{version}</Badge>
          </>
        }
        description={
          <>
            What people do in the console, a script can do too: look after members and invitations, groups and
            projects, the security policy and the logs. JSON over HTTPS, at <Typed>{`${url}/api/v1`}</Typed>.
          </>
        }
      />
      <FirstCall />
      <GuidePart id="guides" title="What holds for every call">
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {guides.map(({ slug, title, words }) => (
            <li key={slug} className="relative rounded-lg border border-line bg-surface p-4 hover:bg-subtle">
              <Link
                href={`/docs/api/${slug}` as Route}
                className="font-medium after:absolute after:inset-0 after:rounded-lg"
              >
                {title}
              </Link>
              <p className="mt-0.5 text-muted text-pretty">{words}</p>
            </li>
          ))}
        </ul>
      </GuidePart>
      <GuidePart id="endpoints" title="Every endpoint">
        <EndpointIndex tags={tags} />
      </GuidePart>
      <GuidePart id="client" title="For programs">
        <p className="max-w-prose text-muted">
          The whole contract is one OpenAPI 3.1 document,{" "}
          <a href="/api/v1/openapi.json" className="link">
            /api/v1/openapi.json
          </a>
          . A typed client for TypeScript, <Typed>@steward/client</Typed>, is made from it. It is in no
          registry, but in Steward’s source, in the folder <Typed>clients/typescript</Typed>: pack it there
          and install the file in your project. Whoever has no more than this server makes the types of every
          call from the document.
        </p>
        <CodeBlock
          label="The client, in Steward’s source"
          code={`npm ci\nnpm pack --workspace @steward/client  # makes steward-client-${version}.tgz`}
        />
        <CodeBlock
          label="The types alone, from this server"
          code={`npx openapi-typescript ${url}/api/v1/openapi.json -o steward.ts`}
        />
      </GuidePart>
    </>
  );
}
