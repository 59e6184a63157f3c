import type { Metadata, Route } from "next";
import Link from "next/link";
import { CodeSamples } from "@/app/docs/api/code-samples";
import { GuidePart, GuideText } from "@/app/docs/api/guide";
import { reference } from "@/app/docs/api/reference";
import { Typed } from "@/app/docs/api/words";
import { PageHeader } from "@/components/console/page-header";

export const metadata: Metadata = { title: "Pagination" };

export default function PaginationPage() {
  return (
    <>
      <PageHeader
        title="Pagination"
        description="A list answers one page of rows and a cursor that leads to the next."
      />
      <CodeSamples id="pagination" label="All members, page by page" samples={samples(reference().url)} />
      <GuidePart id="pages" title="From page to page">
        <GuideText>
          The rows are in <Typed>data</Typed>. Send <Typed>nextCursor</Typed> as the parameter{" "}
          <Typed>cursor</Typed>, with the same filter, to get the next page; on the last page it is{" "}
          <Typed>null</Typed>. <Typed>limit</Typed> sets how many rows a page has, 50 unless given and at most
          100.
        </GuideText>
        <GuideText>
          Do not take a cursor apart, and do not keep one for later: it belongs to your organization and to
          the filter with which the first page was asked. Sent with another filter it is refused with{" "}
          <Typed>invalid</Typed>. What a log holds beyond the last page you get by the id of its last row, as{" "}
          <Link href={"/docs/api/follow-logs" as Route} className="link">
            following the logs
          </Link>{" "}
          tells.
        </GuideText>
        <GuideText>
          With <Typed>count=true</Typed> a list tells in <Typed>total</Typed> how many rows all its pages
          have, with the filter that you sent. Ask once, with the first page: counting many rows takes longer
          than a page of them. The two logs grow without end and are not counted.
        </GuideText>
      </GuidePart>
      <GuidePart id="changes" title="While rows change">
        <GuideText>
          Every order is total, so a walk through all pages meets each row that stayed exactly once, even
          while others are added and removed. A row that is added behind where you are is met; before it, it
          is not.
        </GuideText>
      </GuidePart>
    </>
  );
}

function samples(url: string) {
  return {
    curl: `curl '${url}/api/v1/members?limit=100' \\
  -H "Authorization: Bearer $STEWARD_KEY"

# then, until nextCursor is null
curl -G '${url}/api/v1/members' \\
  -H "Authorization: Bearer $STEWARD_KEY" \\
  -d limit=100 --data-urlencode "cursor=$NEXT_CURSOR"`,
    TypeScript: `import { createClient, pages } from "@steward/client";

const steward = createClient({ url: "${url}", key: process.env.STEWARD_KEY! });

const owners: string[] = [];
for await (const member of pages(steward, "/members", { query: { limit: 100 } })) {
  if (member.role === "owner") owners.push(member.name);
}`,
    Python: `import os
import requests

session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['STEWARD_KEY']}"

owners = []
cursor = None
while True:
    answer = session.get(
        "${url}/api/v1/members",
        params={"limit": 100, "cursor": cursor},
        timeout=30,
    )
    answer.raise_for_status()
    page = answer.json()
    owners += [member["name"] for member in page["data"] if member["role"] == "owner"]
    cursor = page["nextCursor"]
    if cursor is None:
        break`,
  };
}
