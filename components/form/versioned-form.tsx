"use client";

import { type ReactNode, useRef } from "react";
import type { FormAction } from "@/lib/core/action-state";
import { ActionForm } from "./action-form";
import { Overtaken } from "./overtaken";
import { SaveBar } from "./save-bar";
import { useFreshDefaults } from "./use-fresh-defaults";

export type VersionedFormProps = {
  action: FormAction;
  /** That of the settings as they were when this form was drawn. */
  version: number;
  className?: string;
  children: ReactNode;
};

/** Settings that others may change at the same time: whoever is second is told, and brings in what the first has saved. */
export function VersionedForm({ action, version, className, children }: VersionedFormProps) {
  const place = useRef<HTMLDivElement>(null);
  useFreshDefaults(place);
  return (
    <ActionForm action={action} className={className}>
      <div ref={place} className="contents">
        <input type="hidden" name="version" value={version} />
        <Overtaken label="Load the settings as they are now" />
        {children}
        <SaveBar />
      </div>
    </ActionForm>
  );
}
