"use client";

import { useEffect, useRef, useState } from "react";
import { LetterPreview } from "@/app/(console)/orgs/[org]/members/invitations/letter-preview";
import { SendingFields } from "@/app/(console)/orgs/[org]/members/invitations/sending-fields";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableHead, TableRow, Td, Th } from "@/components/ui/table";
import type { FormAction } from "@/lib/core/action-state";
import { count } from "@/lib/core/text";
import { start } from "./actions";
import type { Checked, CheckedRow } from "./words";

const rowsAPage = 50;

type ImportPreviewProps = { org: string; file: File; checked: Checked };

/** What would become of each row, and the way to send. */
export function ImportPreview({ org, file, checked }: ImportPreviewProps) {
  const { rows, invitable, freeSeats } = checked;
  const told = useRef<HTMLDivElement>(null);
  const problems = rows.length - invitable;

  useEffect(() => told.current?.focus(), []);

  const sendFile: FormAction = (state, form) => {
    form.set("file", file);
    // Stands there for the preview of the letter alone.
    form.delete("role");
    return start(org, state, form);
  };

  return (
    <div className="flex flex-col gap-6">
      <Alert ref={told} tabIndex={-1} role="status" tone={problems === 0 ? "success" : "warning"}>
        {count(invitable, "person").replace("persons", "people")} of {count(rows.length, "row")} can be
        invited.
        {problems > 0 ? ` ${problems.toLocaleString("en")} cannot, and you see why below.` : ""}{" "}
        {count(freeSeats, "seat")} {freeSeats === 1 ? "is" : "are"} free.
      </Alert>
      {invitable > 0 ? (
        <ActionForm action={sendFile} className="max-w-md">
          <SendingFields />
          <input type="hidden" name="role" value="user" />
          <LetterPreview org={org} />
          <div>
            <SubmitButton pendingLabel="Starting…">Send {count(invitable, "invitation")}</SubmitButton>
          </div>
        </ActionForm>
      ) : null}
      <Rows rows={rows} problems={problems} />
    </div>
  );
}

function Rows({ rows, problems }: { rows: CheckedRow[]; problems: number }) {
  const [only, setOnly] = useState(false);
  const [first, setFirst] = useState(0);
  const chosen = only ? rows.filter(([, , , , , complaint]) => complaint !== null) : rows;
  const shown = chosen.slice(first, first + rowsAPage);

  function narrow(next: boolean) {
    setOnly(next);
    setFirst(0);
  }

  return (
    <div>
      {problems > 0 ? (
        <label className="mb-3 flex items-center gap-2.5">
          <input type="checkbox" checked={only} onChange={(event) => narrow(event.target.checked)} />
          Only problems
        </label>
      ) : null}
      <Table caption="Rows of the file">
        <TableHead>
          <TableRow>
            <Th>Row</Th>
            <Th>Email</Th>
            <Th>Role</Th>
            <Th>Groups</Th>
            <Th>What becomes of it</Th>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map(([position, email, name, role, groups, complaint]) => (
            <TableRow key={position}>
              <Td label="Row" className="tabular">
                {position}
              </Td>
              <Td label="Email" className="rows:min-w-52">
                <bdi>{email || "–"}</bdi>
                {name ? (
                  <span className="block text-sm text-muted">
                    <bdi>{name}</bdi>
                  </span>
                ) : null}
              </Td>
              <Td label="Role" className="rows:min-w-28">
                <bdi>{role || "–"}</bdi>
              </Td>
              <Td label="Groups" className="rows:min-w-36">
                <bdi>{groups || "–"}</bdi>
              </Td>
              <Td label="What becomes of it" className="rows:min-w-60">
                {complaint === null ? <Badge tone="success">Is invited</Badge> : complaint}
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {chosen.length > rowsAPage ? (
        <nav aria-label="Rows" className="mt-4 flex items-center justify-between gap-4">
          <p role="status" className="tabular text-muted">
            {first + 1}–{first + shown.length} of {count(chosen.length, "row")}
          </p>
          <div className="flex gap-2">
            <Button size="sm" disabled={first === 0} onClick={() => setFirst(first - rowsAPage)}>
              Previous
            </Button>
            <Button
              size="sm"
              disabled={first + rowsAPage >= chosen.length}
              onClick={() => setFirst(first + rowsAPage)}
            >
              Next
            </Button>
          </div>
        </nav>
      ) : null}
    </div>
  );
}
