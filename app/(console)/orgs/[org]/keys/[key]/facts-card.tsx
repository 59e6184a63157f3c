import type { Route } from "next";
import Link from "next/link";
import { SettingCard } from "@/app/(console)/account/setting";
import { KeyEnd, LastUse } from "@/app/(console)/orgs/[org]/keys/key-state";
import { Fact, Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import type { KeyRow } from "@/lib/domain/keys/queries";

/** What a key is, where it works, and when it was used last. */
export function FactsCard({ home, row }: { home: string; row: KeyRow }) {
  return (
    <SettingCard id="facts" title="The key">
      <Facts>
        <Fact term="Begins with">
          {row.status === "waiting" ? (
            <span className="text-muted">Its secret is made when its holder opens the link</span>
          ) : (
            <code>{row.prefix}…</code>
          )}
        </Fact>
        {row.holderId !== null && !row.mine ? (
          <Fact term="Holder">
            <Link href={`${home}/members/${row.holderId}` as Route} className="link">
              {row.holder}
            </Link>
          </Fact>
        ) : null}
        <Fact term="Works from">
          {row.networks.length > 0 ? (
            <span className="font-mono text-sm">{row.networks.join(", ")}</span>
          ) : (
            "Anywhere"
          )}
        </Fact>
        <Fact term="Last used">
          <LastUse {...row} />
        </Fact>
        <Fact term="Expires">
          {row.status === "live" || row.status === "waiting" ? (
            <>
              <Time at={row.expiresAt} show="date" />,{" "}
            </>
          ) : null}
          <KeyEnd {...row} />
        </Fact>
        <Fact term="Made">
          <Time at={row.createdAt} show="date" /> by {row.createdByName}
        </Fact>
      </Facts>
    </SettingCard>
  );
}
