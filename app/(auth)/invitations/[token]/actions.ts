"use server";

import { beginSession, leaveSession, sessionPersonOrNull } from "@/lib/auth/session";
import { acceptInvitation } from "@/lib/domain/invitations/commands";
import { acceptInput } from "@/lib/domain/invitations/input";
import { action } from "@/lib/web/action";

export const accept = action("stranger", {
  input: acceptInput,
  run: async (stranger, input) => {
    const accepted = await acceptInvitation((await sessionPersonOrNull()) ?? stranger, input);
    if (accepted.ticket) await beginSession(accepted.ticket);
    const home = `/orgs/${accepted.slug}`;
    const entered = accepted.signedIn || accepted.ticket !== null;
    return { goTo: entered ? home : `/sign-in?notice=joined&callbackUrl=${encodeURIComponent(home)}` };
  },
});

export const signOutAndReturn = action("stranger", {
  input: acceptInput,
  run: async (_, { token }) => {
    await leaveSession();
    return { goTo: `/invitations/${encodeURIComponent(token)}` };
  },
});
