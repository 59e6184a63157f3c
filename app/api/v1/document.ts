import type { OpenAPIHono } from "@hono/zod-openapi";
import { env } from "@/lib/core/env";
import { headerComponents } from "@/lib/web/contract";
import type { ApiEnv } from "@/lib/web/endpoint";
import { withExamples } from "./with-examples";

/** What holds for every endpoint, in Markdown. */
function introduction(): string {
  return [
    "What a script may do in an organization, with an API key that its administrators made.",
    "**Keys** go into the header `Authorization: Bearer stw_…` and nowhere else. A key may do what its scopes say and its holder may do at that moment.",
    `**Refusals** are problems (RFC 9457): decide by \`status\` and \`code\`, never by words. [Every code and what to do](${env().APP_URL}/docs/api/problems). Beside what each endpoint lists, an unknown address is answered 404, a method that an address does not have 405 with \`Allow\`, a request to another host 421, and headers of more than 32 kB 431. A scope that a key lacks is named by a 403. What its holder may not know of is not there for it: 404.`,
    "**Bodies** are uncompressed JSON in UTF-8, of at most 1 MB and 20 levels; an unknown field is refused. Answers are JSON whatever `Accept` says.",
    "**Lists** come in pages of `limit`. Follow `nextCursor` until it is null. With `count=true` a list tells in `total` how many there are in all. A cursor belongs to one list, organization and filter. What is added or removed meanwhile makes no row that stays come twice or be missed.",
    "**Safe to repeat**: GET, PUT and DELETE are by nature, a POST with an `Idempotency-Key` is for 24 hours.",
    '**Polls** send the `ETag` that they know in `If-None-Match` and are answered 304 as long as it holds. Of an ETag like `"7-mHhFk2VQ1s0b9rZyN4tL8w"`, a change with `If-Match` compares the version before the dash. A change that asks for `If-Match` is answered 428 without it; where versions are not compared, that header is refused with 400.',
    `**Changes**: what would break a program gets another version, \`/api/v2\`, beside this one for at least twelve months. Fields, values, codes and endpoints may be added. What is to go says so by \`Deprecation\` (RFC 9745) and \`Sunset\` (RFC 8594). [In full](${env().APP_URL}/docs/api/versioning).`,
  ].join("\n\n");
}

/** The chapters of the document, in its order, and what each is about. */
const tagWords = {
  Keys: "API keys: the one that calls, and those of the organization and its members. Secrets are shown once and never again.",
  Organization: "The organization that the key belongs to: its names, addresses, formats and limits.",
  Members: "People and API-only members: their roles, groups and accounts, and what each may do and why.",
  Invitations: "Inviting people by email, one by one or by the list, and what became of it.",
  Groups: "Groups, who is in them, and the roles that they give.",
  Projects: "Projects, and who has which role in them.",
  "Security policy":
    "What the organization demands of its members, who is exempt for a while, and what a change would do before it is made.",
  "Sign-in log": "Every attempt to sign in, with its outcome and reason.",
  "Audit log": "Every change, with who made it, before and after. It can be exported and verified.",
};

const securitySchemes = {
  apiKey: {
    type: "http" as const,
    scheme: "bearer",
    bearerFormat: "stw_…",
    description: "An API key, made on the page API keys. RFC 6750.",
  },
};

/** The OpenAPI 3.1 document of an app, with what belongs to no endpoint alone. */
export function documentOf(app: OpenAPIHono<ApiEnv>) {
  const { components, ...document } = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Steward API",
      version: "1.0.0",
      description: introduction(),
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
      contact: { name: "Steward", url: env().APP_URL },
    },
    servers: [{ url: env().APP_URL, "x-internal": false } as { url: string }],
    tags: Object.entries(tagWords).map(([name, description]) => ({ name, description })),
  });
  return withExamples({
    ...document,
    components: { headers: headerComponents, securitySchemes, ...components },
  });
}
