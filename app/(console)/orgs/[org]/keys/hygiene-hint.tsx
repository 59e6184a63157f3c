import type { Route } from "next";
import Link from "next/link";
import { Fragment } from "react";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import type { Actor } from "@/lib/auth/actor";
import type { Page } from "@/lib/core/cursor";
import { count } from "@/lib/core/text";
import { unusedAfterDays } from "@/lib/domain/keys/input";
import { type KeyRow, listKeys } from "@/lib/domain/keys/queries";
import { withParams } from "@/lib/web/page";
import { type KeysTab, keysOf } from "./tabs";
import type { Search } from "./words";

/** So many keys are looked through; where there are more it says so. */
const lookedAt = 100;
const named = 3;

/** What could be tidied up in a list: keys that nobody uses, and keys that may do more than they do. */
export async function HygieneHint({ actor, tab, search }: { actor: Actor; tab: KeysTab; search: Search }) {
  if (tab !== "own" && actor.permissions.get("keys:write") !== "all") return null;
  const theirs = { ...keysOf(actor, tab), limit: lookedAt };
  const [unused, live] = await Promise.all([
    listKeys(actor, { ...theirs, unused: "90" }),
    listKeys(actor, { ...theirs, status: "live" }),
  ]);
  const wide = live.rows.filter(isWide);
  const path = `/orgs/${actor.organization.slug}/keys`;
  if (unused.rows.length + wide.length === 0) return null;
  return (
    <Alert
      className="mb-4"
      action={
        unused.rows.length > 0 ? (
          <ButtonLink size="sm" href={withParams(path, search, { unused: String(unusedAfterDays) })}>
            Show unused keys
          </ButtonLink>
        ) : null
      }
    >
      {unused.rows.length > 0 ? (
        <p>
          {howMany(unused)} not used in {unusedAfterDays} days. Revoke what nothing needs.
        </p>
      ) : null}
      {wide.length > 0 ? (
        <p>
          {wide.slice(0, named).map(({ id, name }, index) => (
            <Fragment key={id}>
              {index > 0 ? ", " : null}
              <Link href={`${path}/${id}` as Route} className="link">
                {name}
              </Link>
            </Fragment>
          ))}
          {wide.length > named ? ` and ${count(wide.length - named, "other key")}` : null} may do more than{" "}
          {wide.length === 1 ? "it" : "they"} did in {unusedAfterDays} days. Open a key to narrow it.
        </p>
      ) : null}
    </Alert>
  );
}

function howMany({ rows, nextCursor }: Page<KeyRow>): string {
  if (nextCursor) return `More than ${rows.length} keys were`;
  return `${count(rows.length, "key")} ${rows.length === 1 ? "was" : "were"}`;
}

/** A key that is old enough to have shown what it needs, uses some of its scopes and could be without the others. */
function isWide({ may, scopes, unusedScopes }: KeyRow): boolean {
  return may.narrow && unusedScopes.length > 0 && unusedScopes.length < scopes.length;
}
