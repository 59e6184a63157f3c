import { readFileSync } from "node:fs";
import { request } from "node:http";
import type { BrowserContext } from "playwright-core";

/** A browser without JavaScript that knows only forms, so that a test can press a button many times at once. */

type Answer = { status: number; location: string | null; cookies: Cookies; body: string };

/** The cookies of a browser by their names. */
export type Cookies = Record<string, string>;

/** A copy of what a real browser holds at this moment. */
export async function cookiesOf(context: BrowserContext): Promise<Cookies> {
  return Object.fromEntries((await context.cookies()).map(({ name, value }) => [name, value]));
}

type Asked = {
  cookies?: Cookies;
  /** The origin that a post says it comes from; null leaves it out. */
  origin?: string | null;
  headers?: Record<string, string>;
  form?: FormData;
};

/** A server by where it listens and the address that all of them share. */
export type Place = { address: string; url: string };

/** Asks a server as a browser would that came to it by its `url`. */
export async function ask({ address, url }: Place, path: string, asked: Asked = {}): Promise<Answer> {
  const { cookies = {}, origin = url, form } = asked;
  const encoded = form && new Request(url, { method: "POST", body: form });
  const body = encoded && Buffer.from(await encoded.arrayBuffer());
  const headers: Record<string, string> = {
    host: new URL(url).host,
    accept: "text/html",
    cookie: Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join("; "),
    ...(encoded ? { "content-type": encoded.headers.get("content-type") ?? "" } : {}),
    ...(body ? { "content-length": String(body.length) } : {}),
    ...(form && origin !== null ? { origin } : {}),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(address + path, { method: form ? "POST" : "GET", headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      answer.once("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          // A form is led on by the one, a call of a server action by the other.
          location: answer.headers.location ?? actionRedirect(answer.headers["x-action-redirect"]),
          cookies: { ...cookies, ...set(answer.headers["set-cookie"]) },
          body: text,
        }),
      );
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

function actionRedirect(header: string | string[] | undefined): string | null {
  return header === undefined ? null : String(header).replace(/;(push|replace)$/, "");
}

function set(lines: string[] = []): Cookies {
  return Object.fromEntries(
    lines.map((line) => {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

const unescaped = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

const attribute = (tag: string, name: string) =>
  unescaped(tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? "");

/** The form of a page in which these words stand, with its hidden fields and then those that are typed. */
export function formIn({ body }: Answer, words: string, typed: Record<string, string>): FormData {
  const found = [...body.matchAll(/<form[^>]*>.*?<\/form>/gs)].find(([text]) => text.includes(words));
  if (!found) throw new Error(`No form with “${words}” in: ${body.slice(0, 2_000)}`);
  const form = new FormData();
  for (const [tag] of found[0].matchAll(/<input[^>]*type="hidden"[^>]*>/g))
    form.append(attribute(tag, "name"), attribute(tag, "value"));
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  return form;
}

/** Opens a page and sends the form in which these words stand. */
export async function submit(
  place: Place,
  path: string,
  words: string,
  typed: Record<string, string>,
  cookies: Cookies = {},
): Promise<Answer> {
  const page = await ask(place, path, { cookies });
  return ask(place, path, { cookies: page.cookies, form: formIn(page, words, typed) });
}

type Actions = Record<string, { filename: string; exportedName: string }>;

/** The id of a server action of the build, by its route and name as `tests/security/pages.ts` has it. */
function actionId(action: string): string {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const found = Object.entries(manifest.node as Actions).find(([, { filename, exportedName }]) => {
    const route = filename
      .replace(/^app/, "")
      .replace(/\/\([^)]*\)/g, "")
      .replace("/actions.ts", "");
    return `${route}#${exportedName}` === action;
  });
  if (!found) throw new Error(`The build has no action ${action}.`);
  return found[0];
}

/** Calls a server action as React does, with `bound` arguments before those of a form. */
export function call(
  place: Place,
  action: string,
  fields: Record<string, string>,
  { bound = [], ...asked }: Asked & { bound?: string[] } = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(`_1_${name}`, value);
  form.set("0", JSON.stringify([...bound, { status: "idle" }, "$K1"]));
  return ask(place, "/sign-in", { ...asked, form, headers: { "next-action": actionId(action) } });
}
