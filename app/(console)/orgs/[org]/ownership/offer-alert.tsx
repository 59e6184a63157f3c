import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { OwnershipOffer } from "@/lib/domain/ownership-offers/queries";

/** Tells on the overview that the organization is about to change hands. */
export function OfferAlert({
  home,
  offer: { mine, by, to, expiresAt },
}: {
  home: string;
  offer: OwnershipOffer;
}) {
  return (
    <Alert
      className="mb-4"
      title={
        mine ? `${by} offers to hand this organization over to you` : `Ownership is offered to ${to.name}`
      }
      action={
        <ButtonLink href={`${home}/ownership`} size="sm">
          {mine ? "View the offer" : "Open ownership"}
        </ButtonLink>
      }
    >
      {mine ? "You become its Owner once you accept." : "Nothing changes until they accept."} The offer ends{" "}
      <Time at={expiresAt} />.
    </Alert>
  );
}
