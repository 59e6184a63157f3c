"use server";

import { z } from "zod";
import { startImport } from "@/lib/domain/invitation-imports/commands";
import { previewImport } from "@/lib/domain/invitation-imports/queries";
import { readCsv } from "@/lib/domain/invitation-imports/rules";
import { sendingInput } from "@/lib/domain/invitations/input";
import { action } from "@/lib/web/action";
import type { Checked } from "./words";

const fileInput = z
  .instanceof(File, { error: "Choose a file." })
  .refine((file) => file.size > 0, "Choose a file that is not empty.");

const rowsOf = async (file: File) => readCsv(new Uint8Array(await file.arrayBuffer()));

export const check = action("member", {
  input: z.strictObject({ file: fileInput }),
  files: ["file"],
  run: async (actor, { file }) => {
    const { rows, invitable, freeSeats } = await previewImport(actor, await rowsOf(file));
    const checked: Checked = {
      invitable,
      freeSeats,
      rows: rows.map(({ position, email, name, role, groups, complaint }) => [
        position,
        email,
        name,
        role,
        groups.join("; "),
        complaint,
      ]),
    };
    return { data: checked, unchanged: true };
  },
});

export const start = action("member", {
  input: sendingInput.extend({ file: fileInput }),
  files: ["file"],
  run: async (actor, { file, ...sending }) => {
    const { id } = await startImport(actor, { ...sending, rows: await rowsOf(file) });
    return { goTo: `/orgs/${actor.organization.slug}/members/import/${id}` };
  },
});
