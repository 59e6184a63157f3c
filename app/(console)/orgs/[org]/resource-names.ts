import type { Resource } from "@/lib/core/roles";

const names: Partial<Record<Resource, string>> = {
  logs: "Sign-in and audit logs",
  keys: "API keys",
  security: "Security policy",
};

/** What a resource is called on the pages. */
export function resourceName(resource: Resource): string {
  return names[resource] ?? `${resource.charAt(0).toUpperCase()}${resource.slice(1)}`;
}
