"use server";

import { z } from "zod";
import { roleNames } from "@/lib/core/roles";
import { restoreOrganization } from "@/lib/domain/closed-organizations/commands";
import { restoreInput } from "@/lib/domain/closed-organizations/input";
import { createOrganization, leaveOrganization } from "@/lib/domain/organizations/commands";
import { leaveInput, organizationInput } from "@/lib/domain/organizations/input";
import { listPlaces } from "@/lib/domain/organizations/queries";
import { action } from "@/lib/web/action";

export const create = action("person", {
  input: organizationInput,
  run: async (person, input) => {
    const { slug } = await createOrganization(person, input);
    return { goTo: `/orgs/${slug}` };
  },
});

export const leave = action("member", {
  input: leaveInput,
  run: async (actor, input) => {
    await leaveOrganization(actor, input);
    return { message: `You left ${actor.organization.name}` };
  },
});

export const restore = action("person", {
  input: restoreInput,
  run: async (person, input) => {
    const { name } = await restoreOrganization(person, input);
    return { message: `${name} is open again` };
  },
});

export const findPlaces = action("person", {
  input: z.strictObject({}),
  run: async (person) => {
    const places = await listPlaces(person);
    return {
      data: places.map(({ role, ...place }) => ({ ...place, role: roleNames[role] })),
      unchanged: true,
    };
  },
});
