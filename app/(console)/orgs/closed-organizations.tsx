import { restore } from "@/app/(console)/orgs/actions";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ClosedOrganization } from "@/lib/domain/closed-organizations/queries";

/** What an Owner deleted and can still bring back. */
export function ClosedOrganizations({ closed }: { closed: ClosedOrganization[] }) {
  return (
    <section aria-labelledby="deleted" className="mt-10">
      <h2 id="deleted" className="text-lg font-semibold tracking-tight">
        Deleted organizations
      </h2>
      <p className="mt-1 mb-4 text-muted">
        They are closed to everyone. Restore one, and it is again as it was.
      </p>
      <Table caption="Deleted organizations">
        <TableHead>
          <TableRow>
            <Th>Name</Th>
            <Th>Deleted</Th>
            <Th>Removed for good</Th>
            <ActionsTh />
          </TableRow>
        </TableHead>
        <TableBody>
          {closed.map(({ slug, name, closedAt, removedAt }) => (
            <TableRow key={slug}>
              <Td label="Name" className="rows:min-w-48">
                <span className="font-medium">{name}</span>
              </Td>
              <Td label="Deleted" nowrap>
                <Time at={closedAt} />
              </Td>
              <Td label="Removed for good" nowrap>
                <Time at={removedAt} />
              </Td>
              <Td align="right" nowrap>
                <ConfirmDialog
                  trigger={
                    <Button size="sm" aria-label={`Restore ${name}`}>
                      Restore
                    </Button>
                  }
                  title={`Restore ${name}?`}
                  description="Its members have access again at once, and its API keys work again."
                  confirmLabel="Restore organization"
                  pendingLabel="Restoring…"
                  action={restore}
                  fields={{ slug }}
                />
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
