import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "./code-block";

export type TryOutcome =
  | { failure: string }
  | { status: number; milliseconds: number; headers: [string, string][]; body: string; cut: boolean };

/** Headers that say something about this very answer. */
const telling = [
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "etag",
  "location",
  "allow",
  "deprecation",
  "sunset",
  "idempotency-replayed",
  "x-request-id",
];

/** What came back. */
export function TryAnswer({ outcome }: { outcome: TryOutcome }) {
  if (!("failure" in outcome)) return <Answered {...outcome} />;
  return (
    <Alert tone="danger" title="No answer">
      {outcome.failure}
    </Alert>
  );
}

function Answered({ status, milliseconds, headers, body, cut }: Exclude<TryOutcome, { failure: string }>) {
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={status < 300 ? "success" : status < 500 ? "warning" : "danger"}>{status}</Badge>
        <span className="text-muted">in {milliseconds} ms</span>
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-sm">
        {headers
          .filter(([name]) => telling.includes(name))
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="font-mono wrap-anywhere">{value}</dd>
            </div>
          ))}
      </dl>
      {body ? <CodeBlock label={cut ? "Body, its beginning" : "Body"} code={body} /> : null}
    </div>
  );
}
