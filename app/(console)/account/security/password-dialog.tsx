"use client";

import { useState } from "react";
import { OtherSessions } from "@/components/factors/other-sessions";
import { ActionForm } from "@/components/form/action-form";
import { NewPasswordField } from "@/components/form/new-password-field";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { PasswordRules } from "@/lib/core/password-limits";
import { choosePassword } from "./actions";

type PasswordDialogProps = {
  person: { name: string; email: string };
  isSet: boolean;
  rules: PasswordRules;
  rulesBy: string | null;
};

/** A first password or a new one. The present one, where there is one, is asked for by step-up. */
export function PasswordDialog({ person, isSet, rules, rulesBy }: PasswordDialogProps) {
  const [open, setOpen] = useState(false);
  const deed = isSet ? "Change password" : "Set a password";
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>{deed}</Button>
      </DialogTrigger>
      <DialogContent title={deed}>
        <ActionForm action={choosePassword} onDone={() => setOpen(false)}>
          {/* Tells password managers whose password it is. */}
          <input type="email" autoComplete="username" value={person.email} readOnly hidden />
          <NewPasswordField
            name="password"
            label="New password"
            rules={rules}
            rulesBy={rulesBy}
            own={person}
            required
            autoFocus
          />
          <OtherSessions />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Saving…">{deed}</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
