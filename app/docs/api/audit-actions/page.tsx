import type { Metadata } from "next";
import { GuidePart, GuideText } from "@/app/docs/api/guide";
import { Typed } from "@/app/docs/api/words";
import { PageHeader } from "@/components/console/page-header";
import { actionGroups, groupOf } from "@/lib/domain/audit/input";
import { auditActions } from "@/lib/domain/audit/record";
import { describeEvent, groupNames } from "@/lib/domain/audit/rules";

export const metadata: Metadata = { title: "Audit actions" };

/** Every deed that the audit log names, in the words of the console: "Ada Lovelace disabled …". */
export default function AuditActionsPage() {
  return (
    <>
      <PageHeader
        title="Audit actions"
        description={`The ${auditActions.length} deeds that the audit log names, each with what it says of whoever did it.`}
      />
      <GuideText>
        An event has one of these as its <Typed>action</Typed>, and an <Typed>outcome</Typed>:{" "}
        <Typed>done</Typed>, or <Typed>refused</Typed> where someone lacked the right to it. In the sentences
        … stands for the name of its <Typed>target</Typed>. Filter by <Typed>action</Typed>, or by{" "}
        <Typed>group</Typed>, the word before the dot. More may be added at any time.
      </GuideText>
      {actionGroups.map((group) => (
        <GuidePart key={group} id={group} title={groupNames[group]}>
          <dl className="border-t border-line">
            {auditActions
              .filter((action) => groupOf(action) === group)
              .map((action) => (
                <div
                  key={action}
                  className="grid gap-x-6 gap-y-1 border-b border-line py-2.5 sm:grid-cols-[20rem_1fr]"
                >
                  <dt>
                    <Typed>{action}</Typed>
                  </dt>
                  <dd className="text-pretty">
                    {describeEvent({ action, outcome: "done", targetName: "…" })}
                  </dd>
                </div>
              ))}
          </dl>
        </GuidePart>
      ))}
    </>
  );
}
