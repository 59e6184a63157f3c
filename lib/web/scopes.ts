import type { MiddlewareHandler } from "hono";
import type { KeyActor } from "@/lib/auth/key-actor";
import { AppError } from "@/lib/core/errors";
import type { Scope } from "@/lib/core/roles";

const namesOf = (scopes: readonly Scope[], of: (scope: Scope) => string = String) =>
  `the ${scopes.length === 1 ? "scope" : "scopes"} ${scopes.map(of).join(" and ")}`;

/** What the document says of an endpoint that takes these scopes. */
export const neededWords = (scopes: readonly Scope[]) =>
  `Needs ${namesOf(scopes, (scope) => `\`${scope}\``)}.`;

/**
 * Refuses a key without these scopes as RFC 6750, 3.1 has it, before anything of the request is looked at: which endpoints
 * there are and what they take is no secret. What the holder of a key may not do or know of, the domain refuses in its own words.
 */
export function withScopes(needed: readonly Scope[]): MiddlewareHandler {
  return async (c, next) => {
    const actor: KeyActor = c.get("actor");
    const missing = needed.filter((scope) => !actor.key.scopes.includes(scope));
    if (missing.length === 0) return next();
    const error = new AppError(
      "forbidden",
      `This key lacks ${namesOf(missing)}. Give it ${missing.length === 1 ? "that scope" : "those scopes"} on its page, or use another key.`,
    );
    c.header("www-authenticate", `Bearer error="insufficient_scope", scope="${needed.join(" ")}"`);
    c.set("overreach", error);
    throw error;
  };
}
