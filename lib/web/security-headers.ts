import type { ServerResponse } from "node:http";
import { env } from "@/lib/core/env";

const year = 31_536_000;

/**
 * Sets the headers that every answer carries, and answers the Content-Security-Policy with this request's nonce,
 * which Next reads from the request to mark its own scripts (ASVS 5.0 3.4).
 */
export function securityHeaders(nonce: string, response: Pick<ServerResponse, "setHeader">): string {
  const developing = env().NODE_ENV === "development";
  const secure = env().APP_URL.startsWith("https:");
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
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
  const headers: Record<string, string> = {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(secure ? { "strict-transport-security": `max-age=${year}; includeSubDomains` } : {}),
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  return policy;
}
