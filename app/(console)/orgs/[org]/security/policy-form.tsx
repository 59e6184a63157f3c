"use client";

import { type ReactNode, useCallback, useRef, useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { isChanged } from "@/components/form/changed";
import { Overtaken } from "@/components/form/overtaken";
import { SaveBar } from "@/components/form/save-bar";
import { SubmitButton } from "@/components/form/submit-button";
import { useFreshDefaults } from "@/components/form/use-fresh-defaults";
import type { FormAction } from "@/lib/core/action-state";
import { EffectDialog, type ShownEffect } from "./effect-dialog";

export type PolicyFormProps = {
  action: FormAction<{ effect: ShownEffect | null }>;
  /** The policy as it was when this form was drawn. */
  version: number;
  editable: boolean;
  children: ReactNode;
};

/** One card's part of the policy: shows whom a change affects before it is saved, and asks where someone loses access. */
export function PolicyForm({ action, version, editable, children }: PolicyFormProps) {
  const [effect, setEffect] = useState<ShownEffect | null>(null);
  const [changed, setChanged] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useFreshDefaults(place);
  const forget = useCallback(() => setEffect(null), []);

  function look() {
    const form = place.current?.closest("form");
    if (form) setChanged(isChanged(form));
  }

  return (
    // A reset is announced before it happens.
    <div onInput={look} onReset={() => setTimeout(look)}>
      <ActionForm
        action={action}
        onDone={({ data }) => {
          setEffect(data?.effect ?? null);
          return data?.effect ? "keep" : undefined;
        }}
      >
        <div ref={place} className="contents">
          <input type="hidden" name="version" value={version} />
          <noscript>
            <input type="hidden" name="step" value="do" />
          </noscript>
          <Overtaken label="Load the policy as it is now" />
          <fieldset disabled={!editable} className="flex min-w-0 flex-col gap-5">
            {children}
          </fieldset>
          {editable ? (
            <>
              {changed ? (
                <SubmitButton
                  name="step"
                  value="look"
                  variant="secondary"
                  pendingLabel="Looking…"
                  className="self-start"
                >
                  See who this affects
                </SubmitButton>
              ) : null}
              <SaveBar />
            </>
          ) : null}
          <EffectDialog effect={effect} forget={forget} />
        </div>
      </ActionForm>
    </div>
  );
}
