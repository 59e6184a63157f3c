import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/core/errors";
import { pathHeader } from "@/lib/core/request";

/**
 * Makes a page: a refusal of the domain becomes the page's own answer. What may not be seen is *not found*, also
 * where only the right is missing; whoever is signed out is led to sign in and back.
 */
export function page<Props, Result>(
  draw: (props: Props) => Promise<Result>,
): (props: Props) => Promise<Result> {
  return async (props) => {
    try {
      return await draw(props);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "unauthenticated")
        redirect(`/sign-in?callbackUrl=${encodeURIComponent(await here())}` as never);
      if (error.code === "not-found" || error.code === "forbidden") notFound();
      if (error.code === "second-factor-required" || error.code === "address-not-allowed")
        redirect(`/orgs?refused=${encodeURIComponent(slugIn(await here()))}` as never);
      throw error;
    }
  };
}

/** Leads whoever came by a former address of an organization to the same page under its present one. */
export async function followMove(org: string, { organization: { slug } }: Actor): Promise<void> {
  // For the time being, since an organization may go back to an address that it had.
  if (slug !== org) redirect((await here()).replace(`/orgs/${org}`, `/orgs/${slug}`) as never);
}

/** The organization that an address is in. */
function slugIn(path: string): string {
  return path.match(/^\/orgs\/([^/?#]+)/)?.[1] ?? "";
}

/** The path and query of the page that is being drawn, as `server.ts` saw them. */
async function here(): Promise<string> {
  return (await headers()).get(pathHeader) ?? "/";
}

type Search = Record<string, string | string[] | undefined>;

function givenIn(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ""),
  );
}

/** Reads a list's filter from the address: what fits holds, what does not is as if it were not there. */
export function filterFrom<Schema extends z.ZodType>(schema: Schema, search: Search): z.output<Schema> {
  const given = givenIn(search);
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = new Set(
    parsed.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0])],
    ),
  );
  return schema.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))));
}

/** What people type into the filter of a list; the rest they choose. */
const typed = ["q", "from", "to"];

/** Why `filterFrom` passed over something that was typed, in words for whoever typed it. */
export function complaintsIn(schema: z.ZodType, search: Search): string[] {
  const { error } = schema.safeParse(givenIn(search));
  const issues = error?.issues.filter(({ path: [field] }) => typed.includes(String(field))) ?? [];
  return issues.map(({ message }) => message);
}

/** A page of a list. A cursor that was cut, or that belongs to another filter, begins the list anew. */
export async function startOver<Who, Filter extends { cursor?: string }, Rows>(
  list: (who: Who, filter: Filter) => Promise<Rows>,
  who: Who,
  filter: Filter,
): Promise<Rows> {
  try {
    return await list(who, filter);
  } catch (error) {
    const badCursor = error instanceof AppError && error.fields.some(({ field }) => field === "cursor");
    if (!badCursor) throw error;
    return list(who, { ...filter, cursor: undefined });
  }
}

/** The address of the same list with some parameters changed; an empty value takes one away. */
export function withParams(path: string, search: Search, changes: Record<string, string | null>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...search, ...changes }))
    if (typeof value === "string" && value) params.set(name, value);
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}
