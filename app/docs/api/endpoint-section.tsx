import { LinkIcon } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "./code-block";
import { CodeSamples } from "./code-samples";
import { FieldList } from "./field-list";
import { Fold } from "./fold";
import { MethodBadge } from "./method-badge";
import { guideOfHeader, type Place, type ReferenceEndpoint } from "./reference";
import { samplesOf } from "./samples";
import { trialOf } from "./trial";
import { TryButton } from "./try-button";
import { Typed, Words } from "./words";

const places: Record<Place, string> = { path: "In the path", query: "In the query", header: "In a header" };

export type EndpointSectionProps = { endpoint: ReferenceEndpoint; url: string };

/** One endpoint: words and fields at the left, code at the right. */
export function EndpointSection({ endpoint, url }: EndpointSectionProps) {
  const { id, method, path, summary, words, deprecated, parameters, takes, body, reply } = endpoint;
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-6 border-t border-line py-10 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]"
    >
      <div className="flex min-w-0 flex-col gap-4">
        <h2 id={id} className="group/title text-xl font-semibold tracking-tight">
          {summary}{" "}
          <a
            href={`#${id}`}
            aria-label={`Link to “${summary}”`}
            className="inline-block rounded-sm align-middle text-faint opacity-0 group-hover/title:opacity-100 focus-visible:opacity-100"
          >
            <LinkIcon className="size-4" />
          </a>
        </h2>
        <p className="flex flex-wrap items-center gap-2">
          <MethodBadge method={method} />
          <code className="font-mono text-sm wrap-anywhere">{path}</code>
          {deprecated ? <Badge tone="warning">Deprecated</Badge> : null}
        </p>
        <Words>{words}</Words>
        <p className="text-muted">
          <ScopeWords {...endpoint} />
          {takes.map((header) => (
            <Fragment key={header}>
              {" "}
              Takes{" "}
              <Link href={guideOfHeader[header] as Route} className="link">
                {header}
              </Link>
              .
            </Fragment>
          ))}
        </p>
        {(["path", "query", "header"] as const)
          .filter((place) => parameters[place].length > 0)
          .map((place) => (
            <Part key={place} title={places[place]}>
              <FieldList fields={parameters[place]} sent />
            </Part>
          ))}
        {body ? (
          <Part title="In the body">
            {body.fields.length > 0 ? (
              <FieldList fields={body.fields} sent />
            ) : (
              <p className="text-muted">
                An empty object, <Typed>{"{}"}</Typed>.
              </p>
            )}
          </Part>
        ) : null}
        <Part title="Answers">
          <Outcomes endpoint={endpoint} />
        </Part>
      </div>
      <div className="flex min-w-0 flex-col gap-4 xl:sticky xl:top-[calc(var(--header-height)+1.5rem)] xl:self-start">
        <CodeSamples id={id} label={summary} samples={samplesOf(endpoint, url)} />
        <div>
          <TryButton trial={trialOf(endpoint)} />
        </div>
        {reply.example === undefined ? null : (
          <CodeBlock
            label={`Answer of “${summary}”, ${reply.status}`}
            code={JSON.stringify(reply.example, null, 2)}
          />
        )}
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-2">
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </div>
  );
}

function ScopeWords({ keyed, scopes }: ReferenceEndpoint) {
  if (!keyed) return "Needs no key.";
  if (scopes.length === 0) return "Any key may call it.";
  return (
    <>
      Needs the {scopes.length === 1 ? "scope" : "scopes"}{" "}
      {scopes.map((scope, place) => (
        <Fragment key={scope}>
          {place > 0 ? " and " : ""}
          <Typed>{scope}</Typed>
        </Fragment>
      ))}
      .
    </>
  );
}

function Outcomes({ endpoint: { reply, refusals } }: { endpoint: ReferenceEndpoint }) {
  return (
    <ul className="border-t border-line">
      <li className="border-b border-line py-3">
        <Outcome status={reply.status} words={reply.words} good />
        {reply.fields.length > 0 ? (
          <Fold
            title={reply.fields.length === 1 ? "1 field" : `${reply.fields.length} fields`}
            className="mt-2"
          >
            <FieldList fields={reply.fields} sent={false} />
          </Fold>
        ) : null}
        {reply.lines ? (
          <p className="mt-1 text-muted">
            With <Typed>format=jsonl</Typed> all rows at once, one a line.
          </p>
        ) : null}
      </li>
      <li className="border-b border-line py-3">
        <Fold title={`${refusals.length} refusals`}>
          <ul className="flex flex-col gap-2.5">
            {refusals.map(({ status, words, codes }) => (
              <li key={status}>
                <Outcome status={status} words={words} />
                <p className="flex flex-wrap gap-x-3 pl-11 text-sm">
                  {codes.map((code) => (
                    <Link
                      key={code}
                      href={`/docs/api/problems#${code}` as Route}
                      className="link py-1 font-mono"
                    >
                      {code}
                    </Link>
                  ))}
                </p>
              </li>
            ))}
          </ul>
        </Fold>
      </li>
    </ul>
  );
}

function Outcome({ status, words, good }: { status: number; words: string; good?: boolean }) {
  return (
    <p className="flex gap-3">
      <code className={cn("w-8 shrink-0 font-mono text-sm", good ? "text-success-ink" : "text-danger-ink")}>
        {status}
      </code>
      <span className="text-muted">{words}</span>
    </p>
  );
}
