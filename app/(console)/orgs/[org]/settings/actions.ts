"use server";

import { deleteOrganization } from "@/lib/domain/closed-organizations/commands";
import { deleteInput } from "@/lib/domain/closed-organizations/input";
import { resendContactLink } from "@/lib/domain/contact-emails/commands";
import { contactInput } from "@/lib/domain/contact-emails/input";
import { changeAdminReach, changeOrganization } from "@/lib/domain/organizations/commands";
import { adminReachInput, settingsForm } from "@/lib/domain/organizations/input";
import { action } from "@/lib/web/action";

export const save = action("member", {
  input: settingsForm,
  run: async (actor, input) => {
    const { slug } = await changeOrganization(actor, input);
    return slug === actor.organization.slug
      ? { message: "Changes saved" }
      : { goTo: `/orgs/${slug}/settings` };
  },
});

export const resend = action("member", {
  input: contactInput,
  run: async (actor, input) => {
    const { email } = await resendContactLink(actor, input);
    return { message: `Link sent to ${email}` };
  },
});

export const takeBack = action("member", {
  input: settingsForm,
  run: async (actor, input) => {
    await changeOrganization(actor, input);
    return { message: "The address stays as it was" };
  },
});

export const saveAdminReach = action("member", {
  input: adminReachInput,
  run: async (actor, input) => {
    await changeAdminReach(actor, input);
    return { message: "Changes saved" };
  },
});

export const remove = action("member", {
  input: deleteInput,
  run: async (actor, input) => {
    await deleteOrganization(actor, input);
    return { goTo: "/orgs" };
  },
});
