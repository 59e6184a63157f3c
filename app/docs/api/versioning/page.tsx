import type { Metadata } from "next";
import { GuidePart, GuideText } from "@/app/docs/api/guide";
import { reference } from "@/app/docs/api/reference";
import { Typed } from "@/app/docs/api/words";
import { PageHeader } from "@/components/console/page-header";

export const metadata: Metadata = { title: "Versioning" };

export default function VersioningPage() {
  return (
    <>
      <PageHeader
        title="Versioning"
        description={`A script that works today goes on working. This is version ${reference().version}.`}
      />
      <GuidePart id="number" title="Where the version is">
        <GuideText>
          The address carries it: <Typed>/api/v1</Typed>. A change that could break a program makes another
          version beside the first, and the two live side by side for at least twelve months. The full number,
          in the OpenAPI document, rises with every addition; the TypeScript client carries the same.
        </GuideText>
      </GuidePart>
      <GuidePart id="added" title="What may come at any time">
        <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
          <li>endpoints, and what may be left out of a request</li>
          <li>fields and headers of answers, and values such as a new role, status or audit action</li>
          <li>codes of problems, under a status that the endpoint has already</li>
          <li>scopes; a key that is there never gains one</li>
          <li>other words in details and titles, other cursors and ETags</li>
        </ul>
        <GuideText>
          So pass over fields that you do not know, have an answer for values that you do not know, decide by
          status and code and never by words, and take ids, cursors and ETags as they are.
        </GuideText>
      </GuidePart>
      <GuidePart id="stays" title="What stays within v1">
        <GuideText>
          Endpoints, and their fields with name, type, unit and meaning. What may be left out never becomes
          required, what is never null stays so, a refusal keeps its status and code, a deed its scope, a list
          its order.
        </GuideText>
      </GuidePart>
      <GuidePart id="ends" title="When something ends">
        <GuideText>
          It is marked here and in the OpenAPI document, with what takes its place, and its answers carry{" "}
          <Typed>Deprecation</Typed> (RFC 9745). Once its last day is fixed they carry <Typed>Sunset</Typed>{" "}
          (RFC 8594) too, at least twelve months after the first word of it. After that day it answers 410
          with the code <Typed>gone</Typed> for three months more.
        </GuideText>
      </GuidePart>
    </>
  );
}
