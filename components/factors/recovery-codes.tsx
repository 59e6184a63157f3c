"use client";

import { Download, Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

export type RecoveryCodesProps = {
  codes: readonly string[];
  /** The email of the account they open, so that a printed sheet says what it is for. */
  account: string;
};

/** Prints what is marked and nothing else of the page, dark on white in the dark too. */
const printOnlyCodes = `@media print {
  body *:not(:has([data-printed]), [data-printed], [data-printed] *), ::backdrop { display: none !important; }
  body :has([data-printed]) { all: unset !important; display: block !important; }
  :root { color-scheme: light !important; }
  [data-printed] { border: none !important; background: none !important; }
}`;

/** The recovery codes of an account, shown this once, with every way to keep them. */
export function RecoveryCodes({ codes, account }: RecoveryCodesProps) {
  const text = `Steward recovery codes for ${account}\nEach works once.\n\n${codes.join("\n")}\n`;
  return (
    <div className="flex flex-col gap-3">
      <style>{printOnlyCodes}</style>
      <div data-printed="" className="rounded-lg border border-line bg-subtle px-4 py-3.5">
        <p className="mb-3 hidden font-medium print:block">
          Steward recovery codes for {account}. Each works once.
        </p>
        <ol aria-label="Recovery codes" className="grid grid-cols-2 gap-x-6 gap-y-1.5 font-mono">
          {codes.map((code) => (
            <li key={code} className="select-all">
              {code}
            </li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={codes.join("\n")} />
        <Button size="sm" asChild>
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download="steward-recovery-codes.txt"
          >
            <Download />
            Download
          </a>
        </Button>
        <Button size="sm" onClick={() => window.print()}>
          <Printer />
          Print
        </Button>
      </div>
    </div>
  );
}
