"use client";

import { narrow, revoke, sendLink } from "@/app/(console)/orgs/[org]/keys/actions";
import { MemberPicker } from "@/app/(console)/orgs/[org]/security/member-picker";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFocusKept } from "@/components/ui/use-focus-kept";
import type { Scope } from "@/lib/core/roles";
import { RotateDialog } from "./rotate-dialog";

export type KeyDeed = "rotate" | "narrow" | "send-link" | "revoke";

export type KeyDialogProps = {
  org: string;
  of: {
    id: string;
    name: string;
    kind: "user" | "organization";
    scopes: Scope[];
    unusedScopes: Scope[];
    expiresAt: Date;
  };
  deed: KeyDeed;
  onClose: () => void;
};

/** One deed on one key: what it means, and the button that does it. */
export function KeyDialog({ org, of: key, deed, onClose }: KeyDialogProps) {
  const keepFocus = useFocusKept();
  const shared = { open: true, onOpenChange: onClose, onDone: keepFocus, fields: { keyId: key.id } };
  if (deed === "rotate") return <RotateDialog org={org} of={key} onClose={onClose} />;
  if (deed === "narrow")
    return (
      <ConfirmDialog
        {...shared}
        title={`Narrow ${key.name} to what it uses?`}
        description="What it has not done in 90 days it may not do any more, from its next call on. You can give a scope back later."
        confirmLabel="Narrow the key"
        action={narrow.bind(null, org)}
      >
        <Difference
          kept={key.scopes.filter((scope) => !key.unusedScopes.includes(scope))}
          lost={key.unusedScopes}
        />
      </ConfirmDialog>
    );
  if (deed === "send-link")
    return (
      <ConfirmDialog
        {...shared}
        title={`Send the link to ${key.name} again?`}
        description="The link from before stops working. The new one is good for 24 hours and shows the key once."
        confirmLabel="Send the link"
        action={sendLink.bind(null, org)}
      >
        {key.kind === "organization" ? (
          <MemberPicker org={org} name="recipientId" legend="To somebody else this time? (optional)" />
        ) : null}
      </ConfirmDialog>
    );
  return (
    <ConfirmDialog
      {...shared}
      title={`Revoke ${key.name}?`}
      description="Whatever uses it is refused from its next call on. This cannot be undone."
      confirmLabel="Revoke"
      danger
      action={revoke.bind(null, org)}
    />
  );
}

function Difference({ kept, lost }: { kept: Scope[]; lost: Scope[] }) {
  const parts = [
    { term: "It keeps", scopes: kept },
    { term: "It loses", scopes: lost },
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-3 rounded-lg border border-line px-3.5 py-3">
      {parts.map(({ term, scopes }) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 font-mono text-sm wrap-anywhere">{scopes.join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
}
