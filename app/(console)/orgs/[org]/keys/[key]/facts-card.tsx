import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { SettingCard } from "@/app/(console)/account/setting";
import { KeyEnd, LastUse } from "@/app/(console)/orgs/[org]/keys/key-state";
import { Time } from "@/components/ui/time";
import type { KeyRow } from "@/lib/domain/keys/queries";

/** What a key is, where it works, and when it was used last. */
export function FactsCard({ home, row }: { home: string; row: KeyRow }) {
  return (
    <SettingCard id="facts" title="The key">
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-[10rem_1fr]">
        <Entry term="Begins with">
          {row.status === "waiting" ? (
            <span className="text-muted">Its secret is made when its holder opens the link</span>
          ) : (
            <code>{row.prefix}…</code>
          )}
        </Entry>
        {row.holderId !== null && !row.mine ? (
          <Entry term="Holder">
            <Link href={`${home}/members/${row.holderId}` as Route} className="link">
              {row.holder}
            </Link>
          </Entry>
        ) : null}
        <Entry term="Works from">
          {row.networks.length > 0 ? (
            <span className="font-mono text-sm">{row.networks.join(", ")}</span>
          ) : (
            "Anywhere"
          )}
        </Entry>
        <Entry term="Last used">
          <LastUse {...row} />
        </Entry>
        <Entry term="Expires">
          {row.status === "live" || row.status === "waiting" ? (
            <>
              <Time at={row.expiresAt} show="date" />,{" "}
            </>
          ) : null}
          <KeyEnd {...row} />
        </Entry>
        <Entry term="Made">
          <Time at={row.createdAt} show="date" /> by {row.createdByName}
        </Entry>
      </dl>
    </SettingCard>
  );
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted max-sm:-mb-3">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
