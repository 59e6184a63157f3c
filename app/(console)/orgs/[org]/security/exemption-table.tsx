import { ListPager } from "@/app/(console)/orgs/[org]/list-pager";
import { endExempt } from "@/app/(console)/orgs/[org]/security/actions";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ActionsTh, Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Page } from "@/lib/core/cursor";
import type { Exemption } from "@/lib/domain/exemptions/queries";
import type { CardProps } from "./card-props";

export type ExemptionTableProps = Pick<CardProps, "org" | "editable"> & {
  exemptions: Page<Exemption>;
  /** What stands in the page's address. */
  search: Record<string, string | string[] | undefined>;
};

export function ExemptionTable({ org, exemptions, search, editable }: ExemptionTableProps) {
  if (exemptions.rows.length === 0 && !search.cursor) return <p className="text-muted">Nobody is exempt.</p>;
  return (
    <div id="exemptions" className="scroll-mt-20">
      <Table caption="Exemptions from the second factor">
        <TableHead>
          <TableRow>
            <Th>Member</Th>
            <Th>Reason</Th>
            <Th>Until</Th>
            <Th>By</Th>
            <ActionsTh />
          </TableRow>
        </TableHead>
        <TableBody>
          {exemptions.rows.map(({ memberId, name, email, reason, until, grantedByName }) => (
            <TableRow key={memberId}>
              <Td label="Member" className="rows:min-w-40">
                <span className="block font-medium">{name}</span>
                <span className="text-sm font-normal text-muted">{email}</span>
              </Td>
              <Td label="Reason">{reason}</Td>
              <Td label="Until" nowrap>
                <Time at={until} show="date" />
              </Td>
              <Td label="By">{grantedByName}</Td>
              <Td align="right">
                {editable ? (
                  <ConfirmDialog
                    trigger={
                      <Button size="sm" aria-label={`End the exemption of ${name}`}>
                        End
                      </Button>
                    }
                    title={`End the exemption of ${name}?`}
                    description="From then on they need a second factor like everyone else. Without one they lose access at once where it is required."
                    confirmLabel="End exemption"
                    pendingLabel="Ending…"
                    danger
                    fields={{ memberId }}
                    action={endExempt.bind(null, org)}
                  />
                ) : null}
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ListPager
        path={`/orgs/${org}/security`}
        search={search}
        page={exemptions}
        noun="exemption"
        anchor="exemptions"
      />
    </div>
  );
}
