"use client";

import { useState } from "react";
import { findGroups, findPeople, give } from "@/app/(console)/orgs/[org]/projects/actions";
import { projectRoleChoices } from "@/app/(console)/orgs/[org]/projects/words";
import { ActionForm } from "@/components/form/action-form";
import { Field, SelectField } from "@/components/form/field";
import { Picker } from "@/components/form/picker";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";

type GiveAccessProps = {
  org: string;
  projectId: string;
  /** By which ways whoever looks may name someone: a `member` or a `group` by search, or an `email`. */
  ways: { value: string; label: string }[];
};

/** Lets a member, or everyone in a group, into a project. */
export function GiveAccess({ org, projectId, ways }: GiveAccessProps) {
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState(ways[0]?.value ?? "email");
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">Give access</Button>
      </DialogTrigger>
      <DialogContent title="Give access" description="Takes effect at once.">
        <ActionForm action={give.bind(null, org)} onDone={() => setOpen(false)}>
          <input type="hidden" name="projectId" value={projectId} />
          <SelectField
            name="to"
            label="Give it to"
            options={ways}
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
          {to === "member" ? (
            <Picker
              key={to}
              name="memberId"
              legend="Member"
              placeholder="Name or email"
              find={findPeople.bind(null, org) as never}
              about={{}}
            />
          ) : null}
          {to === "group" ? (
            <Picker
              key={to}
              name="groupId"
              legend="Group"
              placeholder="Name or description"
              find={findGroups.bind(null, org) as never}
              about={{}}
            />
          ) : null}
          {to === "email" ? (
            <Field
              name="email"
              type="email"
              label="Email address"
              hint="Of someone who is a member of this organization."
              autoComplete="off"
              required
            />
          ) : null}
          <SelectField
            name="role"
            label="Role in this project"
            options={projectRoleChoices}
            defaultValue="viewer"
          />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pendingLabel="Giving…">Give access</SubmitButton>
          </DialogActions>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
