"use server";

import { createOrganization, leaveOrganization } from "@/lib/domain/organizations/commands";
import { leaveInput, organizationInput } from "@/lib/domain/organizations/input";
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
