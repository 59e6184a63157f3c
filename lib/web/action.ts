import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Actor, Halfway, Person } from "@/lib/auth/actor";
import {
  markedStranger,
  sessionActor,
  sessionHalfway,
  sessionOverdue,
  sessionPerson,
  sessionPersonOrNull,
} from "@/lib/auth/session";
import type { ActionState } from "@/lib/core/action-state";
import { AppError } from "@/lib/core/errors";
import { requestIdHeader } from "@/lib/core/request";
import { toAppError } from "./failure";

/** What a finished deed does to the page: words to show, data for the form, or a path of ours to go to. */
export type Outcome<Data = unknown> = {
  message?: string;
  data?: Data;
  goTo?: string;
  /** Whether all that the page shows is as it was, so that it need not be drawn anew. */
  unchanged?: boolean;
};

type Deed<Who, Schema extends z.ZodType, Data> = {
  input: Schema;
  /** The fields of which there may be any number, such as a group of checkboxes. */
  lists?: readonly string[];
  /** The fields that carry a file; a browser never gets one back. */
  files?: readonly string[];
  run: (who: Who, input: z.output<Schema>) => Promise<Outcome<Data>>;
};

/** Fields that are never sent back to the page. */
const secretFields = new Set(["password", "secret", "token", "code", "ticket", "response"]);

function fieldsOf(form: FormData, lists: readonly string[] = []): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.fromEntries(lists.map((name) => [name, []]));
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const values = form.getAll(name).filter((value) => typeof value === "string");
    fields[name] = values.length === 1 && !lists.includes(name) ? (values[0] ?? "") : values;
  }
  return fields;
}

function filesOf(form: FormData, names: readonly string[] = []): Record<string, File> {
  const sent = names.map((name) => [name, form.get(name)]);
  return Object.fromEntries(sent.filter(([, value]) => value instanceof File));
}

function shownAgain(fields: Record<string, string | string[]>) {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !secretFields.has(name)));
}

async function refused<Data>(
  error: unknown,
  values: Record<string, string | string[]>,
): Promise<ActionState<Data>> {
  const { code, message, fields } = toAppError(error);
  const requestId = code === "internal" ? (await headers()).get(requestIdHeader) : null;
  return { status: "refused", code, message, fields, values, requestId };
}

async function perform<Who, Schema extends z.ZodType, Data>(
  { input, lists, files, run }: Deed<Who, Schema, Data>,
  whoIs: () => Promise<Who>,
  form: FormData,
): Promise<ActionState<Data>> {
  // A server action is an address that anyone may call with anything.
  if (!(form instanceof FormData))
    return refused(new AppError("bad-request", "This form was not filled in on our page."), {});
  const fields = fieldsOf(form, lists);
  let outcome: Outcome<Data>;
  try {
    const who = await whoIs();
    const parsed = input.safeParse({ ...fields, ...filesOf(form, files) });
    if (!parsed.success) throw parsed.error;
    outcome = await run(who, parsed.data);
  } catch (error) {
    unstable_rethrow(error);
    return refused(error, shownAgain(fields));
  }
  if (outcome.goTo) redirect(outcome.goTo as never);
  if (!outcome.unchanged) refresh();
  return { status: "done", message: outcome.message, data: outcome.data };
}

/** A signed-in person, or someone halfway who owes their account its first second factor. */
async function sessionEnrolling(): Promise<Person | Halfway> {
  return (await sessionPersonOrNull()) ?? sessionHalfway();
}

/** Each caller but the member, and how it is found out who that is. */
const callers = {
  person: sessionPerson,
  halfway: sessionHalfway,
  overdue: sessionOverdue,
  enrolling: sessionEnrolling,
  stranger: markedStranger,
};

type Callers = { [As in keyof typeof callers]: Awaited<ReturnType<(typeof callers)[As]>> };

/**
 * Makes a server action of a domain call: finds out who asks, validates the form, runs the deed and turns a
 * refusal into words for the form. `as` says who it is for: a `member` of the organization whose slug is
 * bound as the first argument, a signed-in `person`, someone `halfway` through signing in, an `overdue` one who is to
 * replace their password first, an `enrolling` person or halfway one who gets a second factor, or a `stranger`.
 */
export function action<Schema extends z.ZodType, Data = unknown>(
  as: "member",
  deed: Deed<Actor, Schema, Data>,
): (org: string, state: ActionState<Data>, form: FormData) => Promise<ActionState<Data>>;
export function action<As extends keyof Callers, Schema extends z.ZodType, Data = unknown>(
  as: As,
  deed: Deed<Callers[As], Schema, Data>,
): (state: ActionState<Data>, form: FormData) => Promise<ActionState<Data>>;
export function action<Schema extends z.ZodType, Data>(
  as: "member" | keyof Callers,
  deed: Deed<never, Schema, Data>,
) {
  if (as === "member") {
    return async (org: string, _: ActionState<Data>, form: FormData) =>
      perform(deed, () => sessionActor(String(org)) as Promise<never>, form);
  }
  return async (_: ActionState<Data>, form: FormData) =>
    perform(deed, callers[as] as () => Promise<never>, form);
}
