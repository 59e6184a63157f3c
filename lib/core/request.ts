/** Where a request came from, as `server.ts` established it; never taken from a client's own header. */
export type RequestContext = {
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  /** Made by a browser on its own account, as when it fetches ahead: no sign that anyone is there. */
  passive?: boolean;
  /** The `Idempotency-Key` under which it is carried out once, and since when it is. */
  idempotency?: { key: string; startedAt: Date };
};

/** The headers by which `server.ts` tells the rooms behind it; it deletes what a client sends under these names. */
export const clientAddressHeader = "x-steward-client";
export const requestIdHeader = "x-request-id";
export const pathHeader = "x-steward-path";
export const softNavigationHeader = "x-steward-soft-navigation";
export const passiveHeader = "x-steward-passive";

/** What a header can hold (RFC 9110, 5.5), a byte a character as Node reads it. */
export const headerPattern = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Longer user agents are cut; no browser's own comes near. */
const userAgentLimit = 400;

/** Reads the context that `server.ts` attached to a request's headers. */
export function requestContext(headers: { get(name: string): string | null | undefined }): RequestContext {
  return {
    ip: headers.get(clientAddressHeader) ?? null,
    userAgent: headers.get("user-agent")?.slice(0, userAgentLimit) ?? null,
    requestId: headers.get(requestIdHeader) ?? null,
    ...(headers.get(passiveHeader) ? { passive: true } : {}),
  };
}
