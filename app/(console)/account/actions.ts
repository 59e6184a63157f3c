"use server";

import { beginSession, leaveSession } from "@/lib/auth/session";
import {
  changeProfile,
  confirmEmailChange,
  deleteAccount,
  requestEmailChange,
} from "@/lib/domain/users/commands";
import {
  changeEmailInput,
  confirmEmailChangeInput,
  deleteAccountInput,
  profileInput,
} from "@/lib/domain/users/input";
import { action } from "@/lib/web/action";

export const saveProfile = action("person", {
  input: profileInput,
  run: async (person, input) => {
    await changeProfile(person, input);
    return { message: "Changes saved" };
  },
});

export const changeEmail = action("person", {
  input: changeEmailInput,
  run: async (person, input) => {
    const { email } = await requestEmailChange(person, input);
    return { message: `Link sent to ${email}` };
  },
});

export const confirmEmail = action("person", {
  input: confirmEmailChangeInput,
  run: async (person, input) => {
    const { ticket } = await confirmEmailChange(person, input);
    await beginSession(ticket);
    return { goTo: "/account" };
  },
});

export const remove = action("person", {
  input: deleteAccountInput,
  run: async (person, input) => {
    await deleteAccount(person, input);
    await leaveSession();
    return { goTo: "/sign-in?notice=account-deleted" };
  },
});
