import type { findSecurityPolicy } from "@/lib/domain/security/queries";

export type Policy = Awaited<ReturnType<typeof findSecurityPolicy>>;

/** What every card of the page gets. */
export type CardProps = {
  org: string;
  policy: Policy;
  editable: boolean;
  /** IANA name of the zone in which whoever looks reads and writes times. */
  zone: string;
};
