"use client";

import { useRef } from "react";
import { TextArea } from "@/components/form/field";
import { Button } from "@/components/ui/button";

type NetworkListProps = { listed: string; ip: string | null; editable: boolean };

const mostRows = 16;

/** The list as text, a network a line, which takes a pasted list of any length as easily as a mended line. */
export function NetworkList({ listed, ip, editable }: NetworkListProps) {
  const list = useRef<HTMLTextAreaElement>(null);

  function add() {
    const area = list.current;
    if (!area) return;
    const before = area.value.trimEnd();
    area.value = `${before}${before ? "\n" : ""}${ip} Added from here`;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  return (
    <div>
      <TextArea
        ref={list}
        name="networks"
        label="Allowed networks"
        hint="One a line: the network, then a note if you like. IPv4 and IPv6, single addresses too, up to 10,000 lines."
        placeholder={"203.0.113.0/24 Office\n2001:db8::/32 Data centre"}
        defaultValue={listed}
        rows={Math.min(mostRows, Math.max(5, listed.split("\n").length + 1))}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        wrap="off"
        mono
      />
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="text-muted">
          Your address now: <code className="font-mono text-ink select-all">{ip ?? "unknown"}</code>
        </p>
        {ip && editable ? (
          <Button size="sm" onClick={add}>
            Add it
          </Button>
        ) : null}
      </div>
    </div>
  );
}
