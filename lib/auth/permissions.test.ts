import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { givenOrganization } from "@/db/testing";
import {
  type Permission,
  projectRoles,
  type Resource,
  type Role,
  resources,
  roles,
  type Scope,
  scopes,
} from "@/lib/core/roles";
import {
  authorize,
  grantableRoles,
  mayGrant,
  mayRead,
  narrowedTo,
  type Permissions,
  permissionsOf,
  type Reach,
  reachesProject,
  rolesTable,
  strongestOf,
  unionOf,
} from "./permissions";

/** The table of PRODUCT.md, as it stands there: what may be read and written, and how far. */
const table: Record<Resource, Record<Role, [read: Reach | null, write: Reach | null]>> = {
  organization: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["all", null],
    "billing-manager": ["all", null],
    user: ["all", null],
  },
  members: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["groups", null],
    "billing-manager": [null, null],
    user: [null, null],
  },
  groups: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["groups", "groups"],
    "billing-manager": [null, null],
    user: ["own", null],
  },
  projects: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["projects", "projects"],
    "billing-manager": [null, null],
    user: ["projects", "projects"],
  },
  security: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": [null, null],
    "billing-manager": [null, null],
    user: [null, null],
  },
  logs: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": [null, null],
    "billing-manager": [null, null],
    user: [null, null],
  },
  // Two rows of the table in one: the organization's keys are read, one's own are read and written.
  keys: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["shared", "own"],
    "billing-manager": ["own", "own"],
    user: ["shared", "own"],
  },
  integrations: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["all", null],
    "billing-manager": [null, null],
    user: ["projects", null],
  },
  notifications: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["all", null],
    "billing-manager": [null, null],
    user: ["projects", null],
  },
  servers: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["all", null],
    "billing-manager": [null, null],
    user: ["projects", null],
  },
  scans: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["projects", "projects"],
    "billing-manager": [null, null],
    user: ["projects", "projects"],
  },
  findings: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["projects", "projects"],
    "billing-manager": [null, null],
    user: ["projects", "projects"],
  },
  reports: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["all", null],
    "billing-manager": [null, null],
    user: ["projects", null],
  },
  scores: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": ["all", null],
    "billing-manager": [null, null],
    user: ["projects", null],
  },
  billing: {
    owner: ["all", "all"],
    admin: ["all", "all"],
    "team-leader": [null, null],
    "billing-manager": ["all", "all"],
    user: [null, null],
  },
};

const cells = resources.flatMap((resource) =>
  roles.map((role) => ({ resource, role, read: table[resource][role][0], write: table[resource][role][1] })),
);

describe("the table of roles", () => {
  test.each(cells)("$resource for $role: read $read, write $write", ({ resource, role, read, write }) => {
    expect(permissionsOf[role].get(`${resource}:read`) ?? null).toBe(read);
    expect(permissionsOf[role].get(`${resource}:write`) ?? null).toBe(write);
  });

  test("lets an Owner alone delete the organization and hand it over", () => {
    for (const deed of ["organization:delete", "organization:transfer"] as const)
      expect(roles.filter((role) => permissionsOf[role].has(deed))).toEqual(["owner"]);
  });

  test("is what the page of roles draws, cell for cell", () => {
    const drawn = rolesTable().flatMap(({ resource, cells }) =>
      cells.map(({ role, read = null, write = null }) => ({ resource, role, read, write })),
    );

    expect(drawn).toEqual(cells);
  });

  test("lets nobody write what they may not read", () => {
    for (const role of roles)
      for (const resource of resources)
        if (permissionsOf[role].has(`${resource}:write`))
          expect(permissionsOf[role].has(`${resource}:read`), `${role} ${resource}`).toBe(true);
  });
});

const anyRoles = fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1 });
const anyScopes = fc.uniqueArray(fc.constantFrom(...scopes));
/** Whatever anyone can hold: the union of some roles, narrowed by a key or not. */
const anyPermissions = fc
  .tuple(anyRoles, fc.option(anyScopes))
  .map(([held, kept]) => (kept ? narrowedTo(unionOf(held), kept) : unionOf(held)));

const wideness: Record<Reach, number> = { own: 0, projects: 1, groups: 1, shared: 1, all: 2 };

/** What someone may do who has both. */
function together(one: Permissions, other: Permissions): Map<Permission, Reach> {
  const both = new Map(one);
  for (const [permission, reach] of other) {
    const had = both.get(permission);
    if (had === undefined || wideness[reach] > wideness[had]) both.set(permission, reach);
  }
  return both;
}

describe("granting", () => {
  test("adds nothing to what the giver holds", () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, (held, given) => {
        const adds = [...together(held, given)].some(([permission, reach]) => held.get(permission) !== reach);
        expect(mayGrant(held, given)).toBe(!adds);
      }),
      { numRuns: 1_000 },
    );
  });

  test("passes on: what I may give you, and you another, I may give them", () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, anyPermissions, (one, two, three) => {
        fc.pre(mayGrant(one, two) && mayGrant(two, three));
        expect(mayGrant(one, three)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["owner", ["owner", "admin", "team-leader", "billing-manager", "user"]],
    ["admin", ["admin", "team-leader", "billing-manager", "user"]],
    ["team-leader", ["team-leader", "user"]],
    ["billing-manager", ["billing-manager"]],
    ["user", ["user"]],
  ] as const)("by %s reaches the roles %j", (role, givable) => {
    expect(grantableRoles(permissionsOf[role]).sort()).toEqual([...givable].sort());
  });
});

describe("the union of roles", () => {
  test("holds what each gives, at its widest, in whatever order", () => {
    fc.assert(
      fc.property(anyRoles, (held) => {
        const union = unionOf(held);
        for (const role of held) expect(mayGrant(union, permissionsOf[role]), role).toBe(true);
        expect(new Map(unionOf([...held].reverse()))).toEqual(new Map(union));
        const summed = held.map((role) => permissionsOf[role]).reduce<Permissions>(together, new Map());
        expect(new Map(union)).toEqual(new Map(summed));
      }),
    );
  });

  test("of a Team Leader and a Billing Manager reads all of nothing that neither reads all of", () => {
    const union = unionOf(["team-leader", "billing-manager"]);

    expect(union.get("billing:write")).toBe("all");
    expect(union.get("members:read")).toBe("groups");
    expect(union.get("keys:read")).toBe("shared");
    expect(union.has("members:write")).toBe(false);
  });
});

describe("a permission in a project", () => {
  const reads = [
    "projects",
    "integrations",
    "notifications",
    "servers",
    "scans",
    "findings",
    "reports",
    "scores",
  ].map((resource) => `${resource}:read` as Scope);
  const works: Scope[] = ["scans:write", "findings:write"];
  const given = {
    viewer: reads,
    member: [...reads, ...works],
    admin: [...reads, ...works, "projects:write"],
  };

  test.each(projectRoles)(
    "that goes by project role does as %s what the role lets, and nothing without one",
    (role) => {
      const may = (held: typeof role | null) =>
        scopes.filter((scope) => reachesProject(scope, "projects", held));

      expect(may(role).sort()).toEqual([...given[role]].sort());
      expect(may(null)).toEqual([]);
    },
  );

  test("is there in every project where it reaches all, and in none where it is not held or is one's own alone", () => {
    for (const scope of scopes) {
      expect(reachesProject(scope, "all", null)).toBe(true);
      for (const reach of [undefined, "own", "groups", "shared"] as const)
        expect(reachesProject(scope, reach, "admin")).toBe(false);
    }
  });

  test("counts by the strongest of several project roles", () => {
    expect(strongestOf(["viewer", "admin", "member"])).toBe("admin");
    expect(strongestOf(["viewer", "member"])).toBe("member");
    expect(strongestOf([])).toBeNull();
  });
});

describe("a key's scopes", () => {
  test("let through no more than the holder has and no more than they name", () => {
    fc.assert(
      fc.property(anyPermissions, anyScopes, (held, wanted) => {
        const narrowed = narrowedTo(held, wanted);
        for (const [permission, reach] of narrowed) {
          expect(wanted).toContain(permission);
          expect(held.get(permission)).toBe(reach);
        }
        expect(narrowed.size).toBe(wanted.filter((scope) => held.has(scope)).length);
      }),
    );
  });

  test("never include what an Owner does in person", () => {
    const narrowed = narrowedTo(permissionsOf.owner, scopes);

    expect([...narrowed.keys()].sort()).toEqual([...scopes].sort());
  });
});

describe("asking for a permission", () => {
  test("opens the organization with the reach that the actor has", async () => {
    const org = await givenOrganization();
    const leader = await org.member("team-leader");

    expect(authorize(leader, "members:read")).toMatchObject({
      organizationId: org.id,
      permission: "members:read",
      reach: "groups",
    });
  });

  test("is forbidden where one may read, and as if nothing were there where one may not", async () => {
    const org = await givenOrganization();
    const leader = await org.member("team-leader");

    expect(() => authorize(leader, "members:write")).toThrowError(
      expect.objectContaining({ code: "forbidden" }),
    );
    expect(() => authorize(leader, "billing:write")).toThrowError(
      expect.objectContaining({ code: "not-found" }),
    );
    expect(() => authorize(leader, "organization:delete")).toThrowError(
      expect.objectContaining({ code: "forbidden" }),
    );
    expect([mayRead(leader, "members"), mayRead(leader, "billing")]).toEqual([true, false]);
  });
});
