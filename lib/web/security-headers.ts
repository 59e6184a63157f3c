import type { ServerResponse } from "node:http";
import { env } from "@/lib/core/env";

const year = 31_536_000;

/** What every answer carries beside its Content-Security-Policy (ASVS 5.0 3.4). */
function common(): Record<string, string> {
  const secure = env().APP_URL.startsWith("https:");
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(secure ? { "strict-transport-security": `max-age=${year}; includeSubDomains` } : {}),
  };
}

type Answer = Pick<ServerResponse, "setHeader">;

function set(response: Answer, headers: Record<string, string>): void {
  for (const name in headers) response.setHeader(name, headers[name] as string);
}

/**
 * Sets the headers of a page, and answers the Content-Security-Policy with this request's nonce, which Next reads from the
 * request to mark its own scripts.
 */
export function securePage(nonce: string, response: Answer): string {
  const developing = env().NODE_ENV === "development";
  const policy = [
    "default-src 'self'",
    // React's development build evaluates code to show stacks; the production build never does.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
    // Positions of menus and charts are style attributes, which cannot carry a nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${developing ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(env().APP_URL.startsWith("https:") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
  set(response, { "content-security-policy": policy, ...common() });
  return policy;
}

let ofAnswers: Record<string, string> | undefined;

/** Sets the headers of what is no page, and may do nothing should a browser show it; answers its Content-Security-Policy. */
export function secureAnswer(response: Answer): string {
  const policy = "default-src 'none'; frame-ancestors 'none'";
  ofAnswers ??= { "content-security-policy": policy, ...common() };
  set(response, ofAnswers);
  return policy;
}
