import type { Trial, TrialInput } from "./trial";

/** What was typed, by the input's place and name. */
export type Typed = Record<string, string>;

export const idOfInput = ({ place, name }: Pick<TrialInput, "place" | "name">) => `${place}.${name}`;

export type TrialCall = { address: string; init: RequestInit };
export type Mistakes = Record<string, string>;

/**
 * Makes a call of what was typed. Left empty means not sent; `null` is null where that is allowed. Nothing else is checked,
 * so that the API's own refusals can be seen; only what cannot be sent at all is a mistake, told by its input.
 */
export function callOf(
  { method, path, keyed, hasBody, mayReplay, inputs }: Trial,
  typed: Typed,
  key: string,
): { call: TrialCall } | { mistakes: Mistakes } {
  const mistakes: Mistakes = {};
  const query = new URLSearchParams();
  const headers: Record<string, string> = { accept: "application/json" };
  const body: Record<string, unknown> = {};
  let address = path;

  for (const input of inputs) {
    const text = typed[idOfInput(input)]?.trim() ?? "";
    if (text === "") {
      if (input.place === "path") mistakes[idOfInput(input)] = "The address needs it.";
      continue;
    }
    if (input.place === "path") address = address.replace(`{${input.name}}`, encodeURIComponent(text));
    if (input.place === "query") query.set(input.name, text);
    if (input.place === "header") headers[input.name.toLowerCase()] = text;
    if (input.place === "body") {
      try {
        body[input.name] = sentValue(input, text);
      } catch {
        mistakes[idOfInput(input)] = "This is not JSON.";
      }
    }
  }

  if (keyed) {
    if (/^stw_[\x21-\x7e]+$/.test(key)) headers.authorization = `Bearer ${key}`;
    else mistakes.key = key === "" ? "Paste an API key." : "An API key begins with stw_.";
  }
  if (mayReplay) headers["idempotency-key"] = crypto.randomUUID();
  if (hasBody) headers["content-type"] = "application/json";
  if (Object.keys(mistakes).length > 0) return { mistakes };
  return {
    call: {
      address: query.size > 0 ? `${address}?${query}` : address,
      init: {
        method,
        headers,
        ...(hasBody ? { body: JSON.stringify(body) } : {}),
        // The key goes to this server's API and nowhere else, and no cookie goes with it.
        mode: "same-origin",
        credentials: "omit",
        redirect: "error",
        cache: "no-store",
        referrerPolicy: "no-referrer",
      },
    },
  };
}

function sentValue({ kind, nullable, choices }: TrialInput, text: string): unknown {
  if (nullable && text === "null") return null;
  if (kind === "json") return JSON.parse(text);
  if (kind === "number") return Number.isNaN(Number(text)) ? text : Number(text);
  if (kind === "choice" && choices.join() === "true,false") return text === "true";
  return text;
}
