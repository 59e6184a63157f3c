import type { Metadata, Route } from "next";
import Link from "next/link";
import { CodeBlock } from "@/app/docs/api/code-block";
import { CodeSamples } from "@/app/docs/api/code-samples";
import { GuidePart, GuideText } from "@/app/docs/api/guide";
import { reference } from "@/app/docs/api/reference";
import { Typed } from "@/app/docs/api/words";
import { PageHeader } from "@/components/console/page-header";

export const metadata: Metadata = { title: "Follow the logs" };

export default function FollowLogsPage() {
  const { url } = reference();
  return (
    <>
      <PageHeader
        title="Follow the logs"
        description="Bring the audit log and the sign-in log into your SIEM, each event once and none left out."
      />
      <CodeSamples id="follow-logs" label="A file that grows with the audit log" samples={samples(url)} />
      <GuidePart id="going-on" title="Going on where you stopped">
        <GuideText>
          Ask with <Typed>order=asc</Typed>, the oldest first, and keep the <Typed>id</Typed> of the last
          event that you have. Send it as <Typed>after</Typed>, and you get what came after it; run this every
          minute or so. The id is good for as long as the event is kept. Where the event is gone you are told
          so, with <Typed>invalid</Typed>, and not led past what you have missed.
        </GuideText>
        <GuideText>
          With <Typed>format=jsonl</Typed> everything after it comes in one answer, an event on each line.
          Take only whole lines: a connection may break within one. Without it, events come page by page;
          follow <Typed>nextCursor</Typed> to <Typed>null</Typed>, and begin the next time with{" "}
          <Typed>after</Typed>.
        </GuideText>
        <GuideText>
          Begin with <Typed>from</Typed> to leave out what is old. It takes a day in UTC, or a moment such as{" "}
          <Typed>2026-11-30T09:00:00Z</Typed>; a moment in <Typed>from</Typed> belongs to the range, one in{" "}
          <Typed>to</Typed> does not.
        </GuideText>
      </GuidePart>
      <GuidePart id="nothing-missed" title="Why nothing is missed">
        <GuideText>
          Audit events are written one after the other, each under the next <Typed>sequence</Typed>. What you
          have seen is never followed by a lower number, and a number that is missing in your copy was lost on
          the way to it. Each <Typed>hash</Typed> covers the event before, and{" "}
          <Link href={"/docs/api/audit-log#verifyAuditLog" as Route} className="link">
            verifying the log
          </Link>{" "}
          checks them all.
        </GuideText>
        <GuideText>
          Sign-ins are written side by side, and one may be a moment behind another that is later. So with{" "}
          <Typed>order=asc</Typed> a sign-in is listed once it is a minute old, when all before it are there;
          the newest first lists it at once.
        </GuideText>
        <CodeBlock
          label="Sign-ins after the last one of the file"
          code={`curl -sfG '${url}/api/v1/sign-ins' \\
  -H "Authorization: Bearer $STEWARD_KEY" \\
  -d format=jsonl -d order=asc -d after="$(tail -n 1 sign-ins.jsonl | jq -r .id)"`}
        />
      </GuidePart>
      <GuidePart id="part" title="Following a part of a log">
        <GuideText>
          Every filter goes with <Typed>order=asc</Typed>, such as one of the{" "}
          <Link href={"/docs/api/audit-actions" as Route} className="link">
            audit actions
          </Link>
          . What is rare is then looked for from the last event that fitted, again each time: follow the whole
          log where you can, and choose on your side. A key for this needs the scope <Typed>logs:read</Typed>{" "}
          alone.
        </GuideText>
      </GuidePart>
    </>
  );
}

function samples(url: string) {
  return {
    curl: `# the first time
curl -sfG '${url}/api/v1/audit-events' \\
  -H "Authorization: Bearer $STEWARD_KEY" \\
  -d format=jsonl -d order=asc -d from=2026-11-01 > audit.jsonl

# every minute from then on
curl -sfG '${url}/api/v1/audit-events' \\
  -H "Authorization: Bearer $STEWARD_KEY" \\
  -d format=jsonl -d order=asc \\
  -d after="$(tail -n 1 audit.jsonl | jq -r .id)" > new.jsonl \\
  && cat new.jsonl >> audit.jsonl`,
    TypeScript: `import { createClient, pages } from "@steward/client";

const steward = createClient({ url: "${url}", key: process.env.STEWARD_KEY! });

let after: string | undefined; // read from where you keep it
const query = { order: "asc" as const, limit: 100, ...(after ? { after } : {}) };
for await (const event of pages(steward, "/audit-events", { query })) {
  process.stdout.write(\`\${JSON.stringify(event)}\\n\`);
  after = event.id; // and keep it
}`,
    Python: `import json
import os
import requests

session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['STEWARD_KEY']}"

after = None  # read from where you keep it
with session.get(
    "${url}/api/v1/audit-events",
    params={"format": "jsonl", "order": "asc", "after": after},
    stream=True,
    timeout=30,
) as answer:
    answer.raise_for_status()
    for line in answer.iter_lines():
        print(line.decode())
        after = json.loads(line)["id"]  # and keep it`,
  };
}
