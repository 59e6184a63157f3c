import type { Metadata } from "next";
import { CodeSamples } from "@/app/docs/api/code-samples";
import { GuidePart, GuideText } from "@/app/docs/api/guide";
import { findEndpoint, reference } from "@/app/docs/api/reference";
import { samplesOf } from "@/app/docs/api/samples";
import { Typed } from "@/app/docs/api/words";
import { PageHeader } from "@/components/console/page-header";
import { keptForMs } from "@/lib/auth/idempotency";
import { hour } from "@/lib/core/clock";

export const metadata: Metadata = { title: "Safe retries" };

export default function IdempotencyPage() {
  const invite = findEndpoint("createInvitation");
  return (
    <>
      <PageHeader
        title="Safe retries"
        description="A connection can break before the answer arrives. With an Idempotency-Key you send the same request again, and it is done once."
      />
      {invite ? (
        <CodeSamples
          id="idempotency"
          label="An invitation that is sent once"
          samples={samplesOf(invite, reference().url)}
        />
      ) : null}
      <GuidePart id="key" title="Sending an Idempotency-Key">
        <GuideText>
          Every <Typed>POST</Typed> that is made with a key takes the header <Typed>Idempotency-Key</Typed>: 1
          to 255 characters that you choose, such as a UUID, new for each thing that you want done. Send the
          very same request with it again within {keptForMs / hour} hours, and you get the first answer again,
          marked with <Typed>Idempotency-Replayed: true</Typed>. The TypeScript client does this by itself.
        </GuideText>
        <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
          <li>
            Another request with the same Idempotency-Key is refused with 422 and{" "}
            <Typed>idempotency-key-reused</Typed>.
          </li>
          <li>
            While the first is still being carried out, 409 and <Typed>idempotency-in-progress</Typed> answer,
            with <Typed>Retry-After</Typed>.
          </li>
          <li>
            What failed on our side, was one request too many or had something wrong in it is not kept: send
            it again with the same key, mended if need be.
          </li>
        </ul>
      </GuidePart>
      <GuidePart id="methods" title="The other methods">
        <GuideText>
          <Typed>GET</Typed>, <Typed>PUT</Typed> and <Typed>DELETE</Typed> can be repeated as they are: done
          twice, they leave what they leave when done once.
        </GuideText>
      </GuidePart>
      <GuidePart id="versions" title="Changing what you have read">
        <GuideText>
          Changes of settings name in <Typed>If-Match</Typed> the version that they mean: the{" "}
          <Typed>ETag</Typed> of what you read, or its field <Typed>version</Typed> in quotes. Where someone
          has changed it since, or the change is a repeated one, it is refused with{" "}
          <Typed>precondition-failed</Typed>, and nothing of anyone else’s is overwritten. Without the header
          it is refused with 428 and <Typed>precondition-required</Typed>.
        </GuideText>
        <GuideText>
          Where versions are not compared, <Typed>If-Match</Typed> would protect nothing and is refused with
          400. To change a member’s role or groups, say in the field <Typed>seen</Typed> what you saw.
        </GuideText>
      </GuidePart>
    </>
  );
}
