"use client";

import dynamic from "next/dynamic";
import { type ChangeEvent, useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { FileField } from "@/components/form/file-field";
import { SubmitButton } from "@/components/form/submit-button";
import type { FormAction } from "@/lib/core/action-state";
import { check } from "./actions";
import type { Checked } from "./words";

const ImportPreview = dynamic(() => import("./import-preview").then((module) => module.ImportPreview));

/** Checks a file, shows what would become of each row, and only then sends. The file stays in the browser between the two. */
export function ImportForm({ org, largestKilobytes }: { org: string; largestKilobytes: number }) {
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);

  function choose(event: ChangeEvent<HTMLInputElement>) {
    setFile(event.target.files?.[0] ?? null);
    setChecked(null);
  }

  return (
    <div className="flex flex-col gap-6">
      <ActionForm
        action={check.bind(null, org) as FormAction<Checked>}
        onDone={({ data }) => {
          setChecked(data ?? null);
          return "keep";
        }}
      >
        <FileField
          name="file"
          label="File"
          accept=".csv,text/csv"
          hint={`Up to ${largestKilobytes} KB.`}
          onChange={choose}
          className="max-w-md"
          required
        />
        <div>
          <SubmitButton variant={checked ? "secondary" : "primary"} pendingLabel="Checking…">
            Check the file
          </SubmitButton>
        </div>
      </ActionForm>
      {checked && file ? <ImportPreview org={org} file={file} checked={checked} /> : null}
    </div>
  );
}
