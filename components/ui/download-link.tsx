import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";

/** Leads to an address that answers with a file. */
export function DownloadLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button asChild>
      <a href={href}>
        <Download />
        {children}
      </a>
    </Button>
  );
}
