import { Badge } from "@/components/ui/badge";

const tones = { GET: "accent", POST: "success", PUT: "warning", PATCH: "warning", DELETE: "danger" } as const;

export function MethodBadge({ method }: { method: string }) {
  return (
    <Badge tone={tones[method as keyof typeof tones] ?? "neutral"} className="font-mono">
      {method}
    </Badge>
  );
}
