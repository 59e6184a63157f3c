import type { Route } from "next";
import Link from "next/link";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Meter } from "@/components/ui/meter";
import { Skeleton } from "@/components/ui/skeleton";
import type { Actor } from "@/lib/auth/actor";
import { countSecondFactors } from "@/lib/domain/organizations/queries";

/** How far second factors have come among those who sign in. */
export async function SecondFactorMeter({ actor }: { actor: Actor }) {
  const { members, withFactor } = await countSecondFactors(actor);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Second factor</CardTitle>
        <CardDescription>
          A passkey or an authenticator app, beside the password.{" "}
          <Link href={`/orgs/${actor.organization.slug}/security` as Route} className="link">
            Require one
          </Link>
        </CardDescription>
      </CardHeader>
      <CardBody>
        <Meter label="Members who have one" used={withFactor} total={members} kind="share" />
      </CardBody>
    </Card>
  );
}

/** As tall as the card, so that nothing moves when it comes. */
export function SecondFactorMeterSkeleton() {
  return (
    <Card>
      <CardBody>
        <Skeleton className="h-21" />
      </CardBody>
    </Card>
  );
}
