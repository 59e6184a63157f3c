import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";

/** Tells a member on every page that a second factor will be asked of them, until they have one. */
export function Announcement({ actor }: { actor: Actor }) {
  const { secondFactorDue: from, organization } = actor;
  if (!from) return null;
  return (
    <Alert tone="warning" className="mb-6">
      {organization.name} requires a second factor from <Time at={from} show="exact" /> on, <Time at={from} />
      . Without one you will have no access here.{" "}
      <Link href="/account/security" className="link">
        Set one up now
      </Link>
    </Alert>
  );
}
