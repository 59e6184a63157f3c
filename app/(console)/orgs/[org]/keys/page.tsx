import type { Metadata } from "next";
import { PageHeader } from "@/components/console/page-header";
import { SearchField } from "@/components/ui/search-field";
import { SelectFilter } from "@/components/ui/select-filter";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Toolbar } from "@/components/ui/toolbar";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { keyFilter } from "@/lib/domain/keys/input";
import { complaintsIn, filterFrom, page } from "@/lib/web/page";
import { Streamed } from "@/lib/web/streamed";
import { CheckKeyButton } from "./check-key-button";
import { CreateKeyButton } from "./create-key-button";
import type { Whose } from "./holder-fields";
import { HygieneHint } from "./hygiene-hint";
import { KeyTable } from "./key-table";
import { keyOffer } from "./offer";
import { type KeysTab, KeysTabs, keysOf, tabIn } from "./tabs";
import { statusNames, unusedNames } from "./words";

export const metadata: Metadata = { title: "API keys" };

export default page(async ({ params, searchParams }: PageProps<"/orgs/[org]/keys">) => {
  const actor = await sessionActor((await params).org);
  authorize(actor, "keys:write");
  const { create: _, ...search } = await searchParams;
  const tab = tabIn(actor, search.tab);
  const { tab: __, kind: ___, member: ____, ...given } = search;
  const filter = { ...filterFrom(keyFilter, given), ...keysOf(actor, tab) };
  const { q, status = "", unused = "" } = filter;
  const narrowed = Boolean(q || status || unused || filter.cursor);
  return (
    <>
      <PageHeader
        title="API keys"
        description="Keys for scripts, pipelines and agents. Each key may do what its scopes say, as far as its holder may do it now."
        action={
          <>
            <CheckKeyButton org={actor.organization.slug} />
            <CreateKeyButton {...(await keyOffer(actor))} {...makersChoice(actor, tab)} />
          </>
        }
      />
      <KeysTabs actor={actor} active={tab} />
      {narrowed ? null : <HygieneHint actor={actor} tab={tab} search={search} />}
      <Toolbar keep={{ tab: tab === "own" ? undefined : tab }} complaints={complaintsIn(keyFilter, given)}>
        <SearchField label="Search keys" placeholder="Name or how it begins" defaultValue={q} />
        <div className="flex flex-wrap gap-2 max-sm:grid max-sm:w-full max-sm:grid-cols-2">
          <SelectFilter
            name="status"
            label="Status"
            value={status}
            options={optionsOf("Every status", statusNames)}
          />
          <SelectFilter
            name="unused"
            label="Use"
            value={unused}
            options={optionsOf("Used or not", unusedNames)}
          />
        </div>
      </Toolbar>
      <Streamed key={JSON.stringify(filter)} fallback={<TableSkeleton columns={5} />}>
        <KeyTable actor={actor} tab={tab} filter={filter} search={search} narrowed={narrowed} />
      </Streamed>
    </>
  );
});

const optionsOf = (every: string, names: Record<string, string>) => [
  { value: "", label: every },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
];

/** Whose keys the actor may make, and that of the list they look at. */
function makersChoice(actor: Actor, tab: KeysTab): { whose: Whose[]; likely: Whose } {
  if (actor.permissions.get("keys:write") !== "all") return { whose: ["mine"], likely: "mine" };
  const likely = { own: "mine", organization: "organization", members: "member" } as const;
  return { whose: ["mine", "organization", "member"], likely: likely[tab] };
}
