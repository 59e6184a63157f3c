"use client";

import { type FormEvent, useState } from "react";
import { MemberPicker } from "@/app/(console)/orgs/[org]/security/member-picker";
import { RadioCards } from "@/components/form/choices";

export type Whose = "mine" | "organization" | "member";

const options: Record<Whose, { label: string; hint: string }> = {
  mine: { label: "Mine", hint: "Ends when your access does." },
  organization: { label: "The organization's", hint: "Stays when people leave; members see that it exists." },
  member: {
    label: "Another member's",
    hint: "Does no more than they may. They get a link that shows it to them; you never see it.",
  },
};

const deliveries = [
  { value: "show", label: "Show it to me now", hint: "Once, when it is made." },
  {
    value: "email",
    label: "Email a one-time link",
    hint: "Whoever gets it opens it within 24 hours, signed in. Nobody else sees the key.",
  },
];

type HolderFieldsProps = {
  org: string;
  whose: readonly Whose[];
  likely: Whose;
  /** Where it is settled whose it is. */
  holder?: { id: string; apiOnly: boolean };
};

/** Whose key it is, and how it gets there. */
export function HolderFields({ org, whose: offered, likely, holder }: HolderFieldsProps) {
  const [whose, setWhose] = useState(likely);
  const [deliver, setDeliver] = useState("show");

  function choose({ target }: FormEvent<HTMLDivElement>) {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "whose") setWhose(target.value as Whose);
    if (target.name === "deliver") setDeliver(target.value);
  }

  if (holder)
    return (
      <>
        <input type="hidden" name="whose" value="member" />
        <input type="hidden" name="memberId" value={holder.id} />
        <input type="hidden" name="deliver" value={holder.apiOnly ? "show" : "email"} />
      </>
    );
  return (
    <div onChange={choose} className="flex min-w-0 flex-col gap-5">
      {offered.length > 1 ? (
        <RadioCards
          name="whose"
          legend="Whose key is it?"
          defaultValue={whose}
          columns={offered.length === 2 ? 2 : 1}
          options={offered.map((value) => ({ value, ...options[value] }))}
        />
      ) : (
        <input type="hidden" name="whose" value={whose} />
      )}
      {whose === "member" ? (
        <>
          <input type="hidden" name="deliver" value="email" />
          <MemberPicker org={org} />
        </>
      ) : null}
      {whose === "organization" ? (
        <RadioCards
          name="deliver"
          legend="How is it handed over?"
          defaultValue={deliver}
          columns={2}
          options={deliveries}
        />
      ) : null}
      {whose === "organization" && deliver === "email" ? (
        <MemberPicker org={org} name="recipientId" legend="Who gets the link" />
      ) : null}
    </div>
  );
}
