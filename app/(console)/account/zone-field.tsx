"use client";

import { useEffect, useRef, useState } from "react";
import { SelectField } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import type { ZoneOption } from "./time-zones";

function nameOf(timeZone: string | undefined): string {
  return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
}

/** Browsers and servers may name one zone in two ways, such as Asia/Calcutta and Asia/Kolkata. */
function isNamed(zone: string, name: string): boolean {
  try {
    return nameOf(zone) === name;
  } catch {
    return false; // A zone that this browser has not heard of yet.
  }
}

function zoneOfBrowser(options: readonly ZoneOption[]): string | undefined {
  const name = nameOf(undefined);
  const found =
    options.find(({ value }) => value === name) ?? options.find(({ value }) => isNamed(value, name));
  return found?.value;
}

type ZoneFieldProps = { options: readonly ZoneOption[]; defaultValue: string; hint: string };

/** A time zone out of all there are, or the one that the browser is in. */
export function ZoneField({ options, defaultValue, hint }: ZoneFieldProps) {
  const place = useRef<HTMLDivElement>(null);
  const [here, setHere] = useState<string>();

  useEffect(() => setHere(zoneOfBrowser(options)), [options]);

  function choose(zone: string) {
    const select = place.current?.querySelector("select");
    if (!select) return;
    select.value = zone;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  return (
    <div ref={place}>
      <SelectField
        name="timeZone"
        label="Time zone"
        hint={hint}
        options={options}
        defaultValue={defaultValue}
      />
      {here && here !== defaultValue ? (
        <Button size="sm" className="mt-2" onClick={() => choose(here)}>
          Use this browser's zone
        </Button>
      ) : null}
    </div>
  );
}
