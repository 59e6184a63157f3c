import type { components, paths } from "./schema.js";

/** Everything the API answers with, by its name in the reference. */
export type Schemas = components["schemas"];
export type Problem = Schemas["Problem"];

type Method = "get" | "post" | "put" | "patch" | "delete";

/** The paths that answer to a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

type Operation<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? O : never;

type Parts<O> = O extends { parameters: infer All }
  ? { [Part in keyof All as [All[Part]] extends [undefined] ? never : Part]: All[Part] }
  : unknown;

type Body<O> = O extends { requestBody: { content: { "application/json": infer Sent } } }
  ? { body: Sent }
  : unknown;

/** What a call takes: `path`, `query`, `header` and `body`, each where the endpoint has it, and a signal to end it. */
export type Input<M extends Method, P extends keyof paths> = Parts<Operation<M, P>> &
  Body<Operation<M, P>> & { signal?: AbortSignal };

/** What a call answers when it is done. */
export type Answer<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { responses: infer Answers }
    ? {
        [Status in keyof Answers]: Answers[Status] extends { content: { "application/json": infer Said } }
          ? Said
          : undefined;
      }[keyof Answers]
    : never;

/** May be left out where nothing in it is needed. */
type Rest<Given> = Partial<Given> extends Given ? [input?: Given] : [input: Given];

type Call<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...input: Rest<Input<M, P>>
) => Promise<Answer<M, P>>;

/** What a call takes whose endpoint is not known to the compiler. */
export type RawInput = {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  header?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
};

export type Client = { [M in Method]: Call<M> } & {
  /** The same for whoever wants the whole response: its headers, or lines of JSON as they come. */
  send: (method: Method, path: keyof paths, input?: RawInput) => Promise<Response>;
};

export type ClientOptions = {
  /** Where Steward is, like `https://console.example.com`. */
  url: string;
  /** An API key: `stw_…`. */
  key: string;
  /** How often a call is tried again at most. */
  retries?: number;
  /** What stands in for the platform's own, such as one that goes through a proxy. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** How it waits between two tries. */
  wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
};

/** A refusal (RFC 9457). `code` never changes its meaning; the message is for people. */
export class StewardError extends Error {
  override readonly name = "StewardError";
  readonly status: number;
  /** What is wrong, in a word; `unknown` when something before Steward answered. */
  readonly code: Problem["code"] | "unknown";
  /** The fields that do not fit, each with what to do. */
  readonly fields: NonNullable<Problem["errors"]>;
  /** Quote it when you ask for help. */
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(response: Response, problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? `Answered with status ${response.status}.`);
    this.status = response.status;
    this.code = problem.code ?? "unknown";
    this.fields = problem.errors ?? [];
    this.requestId = problem.requestId || response.headers.get("x-request-id");
    this.retryAfterSeconds = secondsToWait(response);
  }
}

/** Longer than this nobody is kept waiting: the refusal is thrown instead. */
const longestWaitSeconds = 60;

/**
 * Makes a client. Its calls answer what the API answers and throw a `StewardError` for a refusal.
 * What is refused for too many requests is tried again after as long as the server asks; so is what fails on the way or
 * finds the service away, as long as it can do no harm twice: all but `PATCH`. A `POST` gets an `Idempotency-Key`; a `DELETE` that was done already may
 * be refused for that.
 */
export function createClient({
  url,
  key,
  retries = 3,
  fetch: ask = fetch,
  wait = pause,
}: ClientOptions): Client {
  async function send(method: Method, path: string, input: RawInput = {}): Promise<Response> {
    const address = `${url.replace(/\/+$/, "")}/api/v1${filled(path, input.path)}${queryOf(input.query)}`;
    const init = {
      method: method.toUpperCase(),
      headers: headersOf(method, key, input),
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
      signal: input.signal,
      // A key is for Steward alone: it follows nobody elsewhere.
      redirect: "error" as const,
    };
    const repeatable = method !== "patch";
    for (let tried = 0; ; tried += 1) {
      const backoffSeconds = 0.25 * 2 ** tried * (1 + Math.random());
      try {
        const response = await ask(address, init);
        if (response.ok) return response;
        const asked = secondsToWait(response);
        // A conflict that asks to wait is this very request, still being carried out.
        const passing = response.status === 503 || (response.status === 409 && asked !== null);
        const again = response.status === 429 || (repeatable && passing);
        const seconds = asked ?? backoffSeconds;
        if (!again || tried >= retries || seconds > longestWaitSeconds) throw await refusalOf(response);
        await response.body?.cancel();
        await wait(seconds * 1_000, input.signal);
      } catch (error) {
        const refused = error instanceof StewardError || input.signal?.aborted;
        if (refused || !repeatable || tried >= retries) throw error;
        await wait(backoffSeconds * 1_000, input.signal);
      }
    }
  }

  const call = (method: Method) => async (path: string, input?: RawInput) => {
    const text = await (await send(method, path, input)).text();
    return text === "" ? undefined : JSON.parse(text);
  };
  const methods = { get: call("get"), post: call("post"), put: call("put"), patch: call("patch") };
  return { ...methods, delete: call("delete"), send } as Client;
}

/** The lists of the API: what answers with rows and where the next ones are. */
export type ListPath = {
  [P in PathOf<"get">]: Answer<"get", P> extends { data: unknown[]; nextCursor: string | null } ? P : never;
}[PathOf<"get">];

export type Row<P extends ListPath> = Answer<"get", P> extends { data: (infer Item)[] } ? Item : never;

/** Goes through a list to its end, page by page, and gives one row after the other. */
export async function* pages<P extends ListPath>(
  client: Client,
  path: P,
  ...[input]: Rest<Input<"get", P>>
): AsyncGenerator<Row<P>, void> {
  const get = client.get as (
    path: string,
    input: RawInput,
  ) => Promise<{ data: Row<P>[]; nextCursor: string | null }>;
  let cursor: string | null | undefined;
  do {
    const { query, ...rest } = (input ?? {}) as RawInput;
    const page = await get(path, { ...rest, query: { ...query, ...(cursor ? { cursor } : {}) } });
    yield* page.data;
    cursor = page.nextCursor;
  } while (cursor);
}

function filled(path: string, values: Record<string, unknown> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(values[name])));
}

function queryOf(values: Record<string, unknown> = {}): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return query.size > 0 ? `?${query}` : "";
}

function headersOf(method: Method, key: string, { body, header }: RawInput): Record<string, string> {
  return {
    accept: "application/json",
    authorization: `Bearer ${key}`,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(method === "post" ? { "idempotency-key": crypto.randomUUID() } : {}),
    ...Object.fromEntries(
      Object.entries(header ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
  };
}

function secondsToWait(response: Response): number | null {
  const header = response.headers.get("retry-after");
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

async function refusalOf(response: Response): Promise<StewardError> {
  const problem = await response.json().catch(() => ({}));
  return new StewardError(response, typeof problem === "object" && problem !== null ? problem : {});
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", end, { once: true });
  });
}
