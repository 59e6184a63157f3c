import type { Place, ReferenceEndpoint } from "./reference";
import type { Field } from "./schema";

/** What "Try it" needs to know of an endpoint, no more: it travels to the browser. */
export type Trial = {
  method: string;
  path: string;
  summary: string;
  /** Whether it is called with a key. */
  keyed: boolean;
  inputs: TrialInput[];
  hasBody: boolean;
  /** Whether it is sent with an `Idempotency-Key`. */
  mayReplay: boolean;
};

export type TrialInput = {
  place: Place | "body";
  name: string;
  kind: "text" | "number" | "choice" | "json";
  required: boolean;
  nullable: boolean;
  choices: string[];
  hint: string;
  /** What the form begins with. */
  start: string;
  /** What could stand there. */
  sample: string;
};

/** An endpoint as a form that begins with its examples. */
export function trialOf({
  method,
  path,
  summary,
  keyed,
  parameters,
  body,
  mayReplay,
}: ReferenceEndpoint): Trial {
  const sent = (body?.example ?? {}) as Record<string, unknown>;
  return {
    method,
    path,
    summary,
    keyed,
    hasBody: body !== null,
    mayReplay,
    inputs: [
      ...(["path", "query", "header"] as const).flatMap((place) =>
        parameters[place].map((field) => inputOf(place, field, undefined)),
      ),
      ...(body?.fields ?? []).map((field) => inputOf("body", field, sent[field.name])),
    ],
  };
}

function inputOf(place: TrialInput["place"], field: Field, start: unknown): TrialInput {
  const { name, type, required, nullable, words, values, fields, example } = field;
  const many = fields.length > 0 || type.startsWith("list: ") || type === "object" || type === "any";
  const choices = type === "boolean" ? ["true", "false"] : many ? [] : values;
  const kind = many
    ? "json"
    : choices.length > 0
      ? "choice"
      : type === "integer" || type === "number"
        ? "number"
        : "text";
  const text = (value: unknown) =>
    value === undefined ? "" : kind === "json" ? JSON.stringify(value, null, 2) : String(value);
  // An id that is only an example would be looked for in vain, so it is shown and not filled in.
  const isId = type.startsWith("id ");
  return {
    place,
    name,
    kind,
    required,
    nullable,
    choices,
    hint: words.replaceAll("`", ""),
    start: isId ? "" : text(start),
    sample: text(example),
  };
}
