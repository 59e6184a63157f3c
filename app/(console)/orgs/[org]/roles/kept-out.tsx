import { Badge } from "@/components/ui/badge";
import type { KeptOut } from "@/lib/domain/access/rules";
import { keptOutNames } from "./words";

/** Why someone is kept out at the moment, whatever they hold. */
export function KeptOutBadges({ reasons }: { reasons: KeptOut[] }) {
  return reasons.map((reason) => (
    <Badge key={reason} tone={reason === "api-only" ? "neutral" : "warning"}>
      {keptOutNames[reason]}
    </Badge>
  ));
}
