import { z } from "@hono/zod-openapi";
import { idInput } from "@/lib/core/input";
import { type Permission, permissions, projectRoles } from "@/lib/core/roles";
import { explainAccess } from "@/lib/domain/access/queries";
import { findMemberAccount } from "@/lib/domain/member-accounts/queries";
import { endpoint } from "@/lib/web/endpoint";
import { countSchema, emailSchema, idOf, nameSchema, roleSchema, scopeSchema, timeSchema } from "./schemas";

export const permissionSchema = z.enum(permissions as [Permission, ...Permission[]]);
export const reachSchema = z
  .enum(["all", "groups", "projects", "shared", "own"])
  .describe(
    "How far it goes: all of the organization's, of their groups, by project role, what is shared with every member, or their own.",
  );
const groupRef = z.strictObject({ id: idOf("group"), name: nameSchema });
const byGroup = groupRef.nullable().describe("The group that gives the role; null where it is their own.");
const projectRoleSchema = z.enum(projectRoles);

export const waySchema = z
  .strictObject({ role: roleSchema, group: byGroup, reach: reachSchema })
  .openapi("Way");
export const projectWaySchema = z
  .strictObject({ role: projectRoleSchema, group: byGroup })
  .openapi("ProjectWay");
export const keptOutSchema = z
  .array(
    z.enum([
      "disabled",
      "api-only",
      "second-factor-owed",
      "address-not-allowed",
      "session-idle",
      "session-too-old",
    ]),
  )
  .max(10)
  .describe("What keeps them out now, whatever they hold.");

const explanationSchema = z
  .strictObject({
    member: z.strictObject({
      id: idOf("member"),
      name: nameSchema,
      email: emailSchema.nullable(),
      role: roleSchema,
    }),
    groups: z
      .array(groupRef.extend({ role: roleSchema.nullable().describe("The role that it gives.") }))
      .max(10_000),
    keptOut: keptOutSchema,
    permissions: z
      .array(
        z.strictObject({
          permission: permissionSchema,
          reach: reachSchema,
          ways: z.array(waySchema).max(10_000),
        }),
      )
      .max(100),
    projects: z
      .array(
        z.strictObject({
          id: idOf("project"),
          name: nameSchema,
          archived: z.boolean(),
          role: projectRoleSchema
            .nullable()
            .describe("What they are in it; null where their role in the organization reaches no project."),
          permissions: z.array(scopeSchema).max(100),
          ways: z.array(projectWaySchema).max(10_000),
        }),
      )
      .max(100_000)
      .describe("The projects in which they have a role."),
  })
  .openapi("Access");

const params = z.object({ id: idInput("member") });

export const memberAccess = endpoint(
  {
    method: "get",
    path: "/members/{id}/access",
    permission: "members:read",
    id: "explainAccess",
    tag: "Members",
    summary: "What a member may do, and why",
    description:
      "Every permission that a member holds, how far it goes, and each way by which they come to it. For keys that read all members.",
    params,
    answer: explanationSchema,
  },
  ({ actor, params: { id } }) => explainAccess(actor, id),
);

const accountSchema = z
  .strictObject({
    secondFactors: z.strictObject({
      authenticator: z.boolean().describe("Whether they have an authenticator app."),
      passkeys: countSchema.describe("How many passkeys they have."),
      recoveryCodes: countSchema.describe("How many recovery codes are left."),
    }),
    signedIn: z
      .strictObject({
        sessions: countSchema.describe("In how many places they are signed in now."),
        lastAt: timeSchema.nullable().describe("When they were last active in one of them."),
      })
      .nullable()
      .describe("Null for an account that is active in another organization too: that is not told."),
  })
  .openapi("MemberAccount");

export const memberAccount = endpoint(
  {
    method: "get",
    path: "/members/{id}/account",
    permission: "members:write",
    id: "getMemberAccount",
    tag: "Members",
    summary: "How a member's account is guarded",
    description:
      "The second factors of a member's account, and in how many places it is signed in now. For keys that may change members.",
    params,
    answer: accountSchema,
  },
  async ({ actor, params: { id } }) => {
    const { factors, signedIn } = await findMemberAccount(actor, id);
    return { secondFactors: factors, signedIn };
  },
);
