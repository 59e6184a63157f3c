import type { Metadata } from "next";
import { CodeBlock } from "@/app/docs/api/code-block";
import { GuidePart, GuideText } from "@/app/docs/api/guide";
import { Typed } from "@/app/docs/api/words";
import { PageHeader } from "@/components/console/page-header";
import { env, usualApiRateLimit } from "@/lib/core/env";

export const metadata: Metadata = { title: "Rate limits" };

export default function RateLimitsPage() {
  const limit = env().API_RATE_LIMIT;
  const shown = limit || usualApiRateLimit;
  return (
    <>
      <PageHeader
        title="Rate limits"
        description={
          limit === 0
            ? "This server sets no limit. Write your script for one all the same: another server may."
            : `Each key may make ${limit.toLocaleString("en")} requests a minute. Every answer to a valid key says how many are left.`
        }
      />
      <CodeBlock
        label="Headers of an answer"
        code={[
          `RateLimit-Policy: "default";q=${shown};w=60`,
          `RateLimit: "default";r=${Math.max(0, shown - 13)};t=42`,
        ].join("\n")}
      />
      <GuidePart id="headers" title="Reading the headers">
        <GuideText>
          <Typed>RateLimit-Policy</Typed> tells the limit: <Typed>q</Typed> requests in <Typed>w</Typed>{" "}
          seconds. <Typed>RateLimit</Typed> tells where you are: <Typed>r</Typed> requests are left, and in{" "}
          <Typed>t</Typed> seconds all are there again. Refusals carry both too, also the one for too many
          requests; only a key that is not valid, and a call without one, has no count to tell of.
        </GuideText>
      </GuidePart>
      <GuidePart id="beyond" title="Beyond the limit">
        <GuideText>
          A request too many is answered with 429 and the code <Typed>rate-limited</Typed>; nothing was done.
          So is a network that sends as many keys that are not valid. Wait as many seconds as{" "}
          <Typed>Retry-After</Typed> says, then send it again. A few deeds, such as sending mail, have limits
          of their own and answer the same way. The TypeScript client waits by itself.
        </GuideText>
      </GuidePart>
      <GuidePart id="polling" title="Staying below it">
        <GuideText>
          Ask for pages of 100 rows instead of 50. Where you look again and again, send the last answer’s{" "}
          <Typed>ETag</Typed> in <Typed>If-None-Match</Typed>: as long as nothing has changed, 304 answers
          without a body.
        </GuideText>
      </GuidePart>
    </>
  );
}
