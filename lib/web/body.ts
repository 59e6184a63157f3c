import type { Context } from "hono";
import { AppError } from "@/lib/core/errors";

/** No body of ours nests half as deep. */
const deepest = 20;

/**
 * Reads the body of a request as JSON before it is looked at. Refuses with *unsupported-media-type* what is no
 * `application/json` in UTF-8 or is compressed, with *bad-request* what is missing or no JSON, and with *invalid* what nests too deep.
 */
export async function readJson(c: Context): Promise<void> {
  assertPlainJson(c);
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength === 0)
    throw new AppError("bad-request", "The body is missing. Send a JSON object, {} where it has no fields.");
  if (isDeeper(parsed(bytes), deepest))
    throw new AppError("invalid", `The body nests more than ${deepest} levels deep.`);
}

function assertPlainJson(c: Context): void {
  const encoding = c.req.header("content-encoding") ?? "identity";
  if (encoding.trim().toLowerCase() !== "identity")
    throw new AppError("unsupported-media-type", "Send the body uncompressed, without Content-Encoding.");
  const [type = "", ...parameters] = (c.req.header("content-type") ?? "").split(";");
  const charset = parameters
    .map((parameter) => parameter.trim().toLowerCase().replaceAll('"', ""))
    .find((parameter) => parameter.startsWith("charset="));
  if (type.trim().toLowerCase() !== "application/json" || (charset ?? "charset=utf-8") !== "charset=utf-8")
    throw new AppError("unsupported-media-type", "Send the body as application/json in UTF-8.");
}

function parsed(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new AppError("bad-request", "The body is not valid JSON.");
  }
}

/** Looks no deeper than asked, so that no nesting can overflow the stack. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1));
}
