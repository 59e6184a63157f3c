import { OtherSessions } from "@/components/factors/other-sessions";
import { Field } from "@/components/form/field";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { listFactors } from "@/lib/domain/factors/queries";
import { dropPasskey, rename } from "./actions";
import { whatRemovingMeans } from "./words";

type Passkey = Awaited<ReturnType<typeof listFactors>>["passkeys"][number];

type PasskeyTableProps = {
  passkeys: Passkey[];
  /** Whether one of them is the last factor of the account. */
  last: boolean;
  mayRemove: boolean;
};

export function PasskeyTable({ passkeys, ...rest }: PasskeyTableProps) {
  return (
    <Table caption="Passkeys">
      <TableHead>
        <TableRow>
          <Th>Name</Th>
          <Th>Kept</Th>
          <Th>Created</Th>
          <Th>Last used</Th>
          <ActionsTh />
        </TableRow>
      </TableHead>
      <TableBody>
        {passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} {...rest} />
        ))}
      </TableBody>
    </Table>
  );
}

function PasskeyRow({
  passkey,
  last,
  mayRemove,
}: Omit<PasskeyTableProps, "passkeys"> & { passkey: Passkey }) {
  const { id, name, createdAt, lastUsedAt, synced, clonedAt } = passkey;
  return (
    <TableRow>
      <Td label="Name" className="rows:min-w-48">
        <span className="block font-medium">
          {name} {clonedAt ? <Badge tone="danger">Refused</Badge> : null}
        </span>
        {clonedAt ? (
          <span className="mt-0.5 block text-sm font-normal text-danger-ink">
            It may have been copied: on <Time at={clonedAt} show="date" /> it counted backwards. Remove it and
            add a new one.
          </span>
        ) : null}
      </Td>
      <Td label="Kept">{synced ? "Synced by its provider" : "On one device"}</Td>
      <Td label="Created" nowrap>
        <Time at={createdAt} show="date" />
      </Td>
      <Td label="Last used" nowrap>
        {lastUsedAt ? <Time at={lastUsedAt} /> : <span className="text-muted">Never</span>}
      </Td>
      <Td align="right" nowrap>
        <span className="inline-flex gap-2">
          <ConfirmDialog
            trigger={
              <Button size="sm" variant="ghost" aria-label={`Rename ${name}`}>
                Rename
              </Button>
            }
            title={`Rename ${name}`}
            confirmLabel="Rename passkey"
            pendingLabel="Renaming…"
            fields={{ passkeyId: id }}
            action={rename}
          >
            <Field name="name" label="Name" defaultValue={name} autoComplete="off" required />
          </ConfirmDialog>
          {mayRemove ? (
            <ConfirmDialog
              trigger={
                <Button size="sm" aria-label={`Remove ${name}`}>
                  Remove
                </Button>
              }
              title={`Remove ${name}?`}
              description={`It no longer signs you in, and nothing on your device is deleted. ${whatRemovingMeans(last)}`}
              confirmLabel="Remove passkey"
              pendingLabel="Removing…"
              danger
              fields={{ passkeyId: id }}
              action={dropPasskey}
            >
              <OtherSessions />
            </ConfirmDialog>
          ) : null}
        </span>
      </Td>
    </TableRow>
  );
}
