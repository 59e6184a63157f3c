"use server";

import { wayOn } from "@/app/(auth)/sign-in/way-on";
import { beginSession, leaveSession, sessionPersonOrNull } from "@/lib/auth/session";
import { askForInvitation } from "@/lib/domain/invitation-requests/commands";
import { askInput } from "@/lib/domain/invitation-requests/input";
import { acceptInvitation } from "@/lib/domain/invitations/commands";
import { acceptInput } from "@/lib/domain/invitations/input";
import { action } from "@/lib/web/action";

export const accept = action("stranger", {
  input: acceptInput,
  run: async (stranger, input) => {
    const who = (await sessionPersonOrNull()) ?? stranger;
    const { ticket, signedIn, slug } = await acceptInvitation(who, input);
    const home = `/orgs/${slug}`;
    if (ticket) {
      await beginSession(ticket.ticket);
      return { goTo: wayOn(ticket.halfway, home) };
    }
    return { goTo: signedIn ? home : `/sign-in?notice=joined&callbackUrl=${encodeURIComponent(home)}` };
  },
});

export const signOutAndReturn = action("stranger", {
  input: acceptInput,
  run: async (_, { token }) => {
    await leaveSession();
    return { goTo: `/invitations/${encodeURIComponent(token)}` };
  },
});

export const askAgain = action("stranger", {
  input: askInput,
  run: async (stranger, input) => {
    await askForInvitation((await sessionPersonOrNull()) ?? stranger, input);
    return {};
  },
});
