import { z } from "@hono/zod-openapi";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/permissions";
import { confirmNetworks, dropNetworksOnTrial } from "@/lib/domain/security/commands";
import type { TrialInput } from "@/lib/domain/security/input";
import { findSecurityPolicy } from "@/lib/domain/security/queries";
import { endpoint } from "@/lib/web/endpoint";
import { policyContract } from "./security-policy";

type Deed = (actor: Actor, input: TrialInput) => Promise<unknown>;

/** A way to end the trial of a list of networks. Its body is an empty object. */
function deedTo(name: string, id: string, summary: string, description: string, run: Deed) {
  return endpoint(
    {
      ...policyContract,
      method: "post",
      path: `/security-policy/networks/${name}`,
      permission: "security:write",
      alsoNeeds: ["security:read"],
      id,
      summary,
      description,
      body: z.strictObject({}),
      ifMatch: true,
    },
    async ({ actor, wanted }) => {
      authorize(actor, "security:read"); // Before the deed: its answer is the policy.
      await run(actor, { version: wanted });
      return findSecurityPolicy(actor);
    },
  );
}

export const networkTrialDeeds = [
  deedTo(
    "confirm",
    "confirmNetworks",
    "Confirm the list of networks",
    "Makes the list on trial hold for good. A list that restricts the web app is confirmed there, by someone whom it lets in; a key confirms one for keys, from one of its networks. Refused once the trial is over: then the list from before holds again.",
    confirmNetworks,
  ),
  deedTo(
    "drop",
    "dropNetworks",
    "Drop the list of networks",
    "Ends the trial at once: the list from before holds again.",
    dropNetworksOnTrial,
  ),
];
