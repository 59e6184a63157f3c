import { z } from "@hono/zod-openapi";
import { permissionsOf, projectPermissionsOf } from "@/lib/auth/permissions";
import { projectRoleWords, roleWords } from "@/lib/core/role-words";
import { projectRoleNames, projectRoles, roleNames, roles } from "@/lib/core/roles";
import { whoMayFilter } from "@/lib/domain/access/input";
import { whichKeysMay, whoMay } from "@/lib/domain/access/queries";
import { endpoint } from "@/lib/web/endpoint";
import { keptOutSchema, permissionSchema, projectWaySchema, reachSchema, waySchema } from "./access";
import { prefixSchema } from "./key-schemas";
import {
  countQuery,
  emailSchema,
  idOf,
  lineOf,
  nameSchema,
  pageAnswer,
  pageSchema,
  roleSchema,
  scopeSchema,
} from "./schemas";

const tag = "Members";

const called = {
  name: lineOf(80).openapi({ examples: ["Admin"] }),
  description: lineOf(300).openapi({ examples: [roleWords.admin] }),
};

const rolesSchema = z
  .strictObject({
    roles: z
      .array(
        z.strictObject({
          role: roleSchema,
          ...called,
          permissions: z.array(z.strictObject({ permission: permissionSchema, reach: reachSchema })).max(100),
        }),
      )
      .max(roles.length),
    projectRoles: z
      .array(
        z.strictObject({
          role: z.enum(projectRoles).describe("The project role."),
          ...called,
          permissions: z.array(scopeSchema).max(100),
        }),
      )
      .max(projectRoles.length)
      .describe("What a role in a project lets do in it who goes there `by project role`."),
  })
  .openapi("Roles");

export const everyRole = endpoint(
  {
    method: "get",
    path: "/roles",
    permission: null,
    id: "listRoles",
    tag,
    summary: "What each role may do",
    description:
      "The roles of the organization, with every permission that each holds and how far it goes, and those in a project. They are the same in every organization.",
    answer: rolesSchema,
  },
  async () => ({
    roles: roles.map((role) => ({
      role,
      name: roleNames[role],
      description: roleWords[role],
      permissions: [...permissionsOf[role]].map(([permission, reach]) => ({ permission, reach })),
    })),
    projectRoles: projectRoles.map((role) => ({
      role,
      name: projectRoleNames[role],
      description: projectRoleWords[role],
      permissions: [...projectPermissionsOf[role]],
    })),
  }),
);

const params = z.object({ permission: whoMayFilter.shape.permission });
const query = whoMayFilter.omit({ permission: true }).extend({
  projectId: whoMayFilter.shape.projectId.describe(
    "Who may do it in this project; only for a permission that is about projects.",
  ),
  ...countQuery,
});

const holder = z.strictObject({
  id: idOf("member"),
  name: nameSchema,
  email: emailSchema.nullable().describe("Null for an API-only member."),
  reach: reachSchema,
  ways: z.array(waySchema).max(10_000).describe("The roles in the organization by which they may."),
  projectWays: z
    .array(projectWaySchema)
    .max(10_000)
    .describe("The roles in the project that was asked about by which they may."),
  keptOut: keptOutSchema,
});

export const permissionHolders = endpoint(
  {
    method: "get",
    path: "/permissions/{permission}/holders",
    permission: "members:read",
    id: "listPermissionHolders",
    tag,
    summary: "Who may do something",
    description:
      "The active members who hold a permission, by name, with each way by which they do; searched by name and email. For keys that read all members.",
    params,
    query,
    answer: pageSchema("PermissionHolderPage", holder),
  },
  async ({ actor, params, query }) => pageAnswer(await whoMay(actor, { ...params, ...query })),
);

export const permissionKeys = endpoint(
  {
    method: "get",
    path: "/permissions/{permission}/keys",
    permission: "keys:read",
    alsoNeeds: ["members:read"],
    id: "listPermissionKeys",
    tag,
    summary: "Which keys may do something",
    description:
      "The keys that have the scope and whose holders may do it now, also those whose link waits to be opened, in the order in which they were made; searched by name. For keys that read all members and keys.",
    params,
    query,
    answer: pageSchema(
      "PermissionKeyPage",
      z
        .strictObject({
          id: idOf("key"),
          name: nameSchema,
          prefix: prefixSchema,
          holder: holder.nullable().describe("Null for a key of the organization, which acts as an Admin."),
        })
        .openapi("PermissionKey"),
    ),
  },
  async ({ actor, params, query }) => pageAnswer(await whichKeysMay(actor, { ...params, ...query })),
);
