import type { Metadata } from "next";
import { CodeBlock } from "@/app/docs/api/code-block";
import { GuidePart, GuideText } from "@/app/docs/api/guide";
import { Typed, Words } from "@/app/docs/api/words";
import { PageHeader } from "@/components/console/page-header";
import { Badge } from "@/components/ui/badge";
import { errorWords } from "@/lib/core/error-words";
import { type ErrorCode, invalidField, statusOfError } from "@/lib/core/errors";
import { problemOf } from "@/lib/web/problem";

export const metadata: Metadata = { title: "Problems" };

const exampleId = "0b4f5d3e-6a0c-4d6b-9d0e-2f6a1c9b7e55";
const wrongAddress = invalidField("email", "Enter an email address, like ada@example.com.");

/** Where the `type` of a problem leads: its address ends with the code. */
export default function ProblemsPage() {
  return (
    <>
      <PageHeader
        title="Problems"
        description="Every refusal is a problem of RFC 9457, with a code that never changes its meaning."
      />
      <CodeBlock label="A refusal, 422" code={JSON.stringify(problemOf(wrongAddress, exampleId), null, 2)} />
      <GuidePart id="reading" title="Reading a refusal">
        <GuideText>
          Let your program decide by <Typed>code</Typed>, and show <Typed>detail</Typed> to people: its words
          may change. <Typed>errors</Typed> names each field that does not fit. Quote <Typed>requestId</Typed>{" "}
          when you ask for help; it is also in the header <Typed>X-Request-Id</Typed>. New codes may be added,
          so treat one that you do not know by its status.
        </GuideText>
      </GuidePart>
      <GuidePart id="codes" title="Every code">
        <ul className="border-t border-line">
          {(Object.entries(statusOfError) as [ErrorCode, number][]).map(([code, status]) => (
            <li
              key={code}
              id={code}
              className="grid gap-x-6 gap-y-1.5 border-b border-line py-4 target:bg-accent-soft sm:grid-cols-[15rem_1fr] sm:target:-mx-3 sm:target:px-3"
            >
              <div>
                <h3 className="font-semibold">{errorWords[code].title}</h3>
                <p className="mt-1 flex flex-wrap items-center gap-2">
                  <a href={`#${code}`} className="link font-mono text-sm">
                    {code}
                  </a>
                  <Badge>{status}</Badge>
                </p>
              </div>
              <div className="flex flex-col gap-1">
                <Words>{errorWords[code].means}</Words>
                <Words className="text-muted">{errorWords[code].remedy}</Words>
              </div>
            </li>
          ))}
        </ul>
      </GuidePart>
    </>
  );
}
