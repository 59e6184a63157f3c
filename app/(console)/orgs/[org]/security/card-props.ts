import type { TimeStyle } from "@/lib/core/format";
import type { findSecurityPolicy } from "@/lib/domain/security/queries";

export type Policy = Awaited<ReturnType<typeof findSecurityPolicy>>;

/** What every card of the page gets. */
export type CardProps = {
  org: string;
  policy: Policy;
  editable: boolean;
  /** How the organization writes times; its zone is the one in which they are entered. */
  times: TimeStyle;
};
