import type { ErrorCode } from "./errors";

/** What a code is called, what it means and what a program or its author does about it. */
export type ErrorWords = { title: string; means: string; remedy: string };

/** Every code there is, for the page that the `type` of a problem leads to. */
export const errorWords: Record<ErrorCode, ErrorWords> = {
  "bad-request": {
    title: "Request not understood",
    means:
      "The request cannot be read: its body is no JSON, a header is malformed, or a key stands in the address.",
    remedy: "Correct the request as its detail says. The same request will be refused again.",
  },
  unauthenticated: {
    title: "No valid key",
    means: "No API key was sent, or it is mistyped, expired or revoked. All of these are answered alike.",
    remedy: "Send a live key in the header Authorization: Bearer. Make another one where this one has ended.",
  },
  forbidden: {
    title: "Not allowed",
    means:
      "The key lacks a scope, which the detail and the header WWW-Authenticate name, or the rights that its holder has now do not reach this deed. An attempt to change something stands in the audit log.",
    remedy:
      "Give the key the scopes that the endpoint names, or use another one, held by someone who may do it.",
  },
  "step-up-required": {
    title: "Proof of a factor needed",
    means: "The deed asks for a password or another factor, shown within the last ten minutes.",
    remedy: "A person does it in the web app. A key cannot.",
  },
  "second-factor-required": {
    title: "Second factor needed",
    means: "The organization demands a second factor, and the key's holder has none.",
    remedy: "The holder sets up a second factor in their account; then the key works again.",
  },
  "address-not-allowed": {
    title: "Network not allowed",
    means:
      "The key, or the organization's policy, allows other networks than the one that the request came from.",
    remedy: "Call from an allowed network, or have the list of networks changed.",
  },
  "wrong-origin": {
    title: "Request made elsewhere",
    means: "A page of another site made the request, or it does not say which page did.",
    remedy: "Open the page anew and try again. A program calls the API instead.",
  },
  "not-found": {
    title: "Not found",
    means:
      "There is nothing at this address, or of this id, that the key may know of. Absent and hidden are answered alike.",
    remedy: "Check the address and the id, and whether the key's holder may see it.",
  },
  "method-not-allowed": {
    title: "Method not allowed",
    means: "The address is there and does not answer this method.",
    remedy: "Use one of the methods that the header Allow names.",
  },
  conflict: {
    title: "Does not fit",
    means: "The request does not fit how things stand, such as a deed that is done already.",
    remedy: "Read what it is about again, then decide anew.",
  },
  "name-taken": {
    title: "Name taken",
    means: "Something of this kind has this name already. Capital letters make no other name.",
    remedy: "Choose another name.",
  },
  "already-member": {
    title: "Already a member",
    means: "The person belongs to the organization.",
    remedy: "Nothing needs to be done. Change their role or groups where that was meant.",
  },
  "already-invited": {
    title: "Already invited",
    means: "An invitation for this address is pending.",
    remedy: "Send the invitation again, or cancel it first.",
  },
  "no-free-seat": {
    title: "No free seat",
    means: "Members and pending invitations take every seat of the plan.",
    remedy: "Remove someone, cancel an invitation or take a larger plan.",
  },
  "last-owner": {
    title: "Last owner",
    means: "The organization would be left without an Owner who can sign in.",
    remedy: "Make someone else an Owner first.",
  },
  gone: {
    title: "No longer there",
    means: "It was there and is not any more, such as a link that was used.",
    remedy: "Ask for a new one.",
  },
  "wrong-account": {
    title: "Other account",
    means: "It was meant for another account than the one that is signed in.",
    remedy: "Sign in with the account that it was sent to.",
  },
  "idempotency-in-progress": {
    title: "Still in progress",
    means: "A request with this Idempotency-Key is being carried out at this moment.",
    remedy: "Send it again after as many seconds as Retry-After says; it will be answered like the first.",
  },
  "precondition-failed": {
    title: "Version has changed",
    means: "It is no longer the version that If-Match names: someone has changed it since it was read.",
    remedy: "Read it again, and repeat the change with the new ETag if it is still wanted.",
  },
  "precondition-required": {
    title: "Version not named",
    means: "The change has to name in If-Match which version it means, so that it overwrites nothing unseen.",
    remedy: "Read it first, and send its ETag in If-Match.",
  },
  "too-large": {
    title: "Too large",
    means: "The request is larger than 1 MB.",
    remedy: "Send less at once.",
  },
  "unsupported-media-type": {
    title: "Body is not plain JSON",
    means: "The body is not application/json in UTF-8, or it is compressed.",
    remedy: "Send uncompressed JSON with Content-Type: application/json.",
  },
  "wrong-host": {
    title: "Other host",
    means: "The server was asked under a name or by a way that is not its own.",
    remedy: "Use the address that the answer names.",
  },
  invalid: {
    title: "Fields do not fit",
    means: "A field or parameter is missing, unknown, given twice or of a wrong kind. `errors` names each.",
    remedy: "Correct the fields that are named. The same request will be refused again.",
  },
  "idempotency-key-reused": {
    title: "Idempotency-Key used before",
    means: "Another request was made with this Idempotency-Key within the last 24 hours.",
    remedy: "Take a new Idempotency-Key for each request; repeat one only with the very same request.",
  },
  "rate-limited": {
    title: "Too many requests",
    means:
      "The key has made more requests than its limit allows, its network sent too many keys that are not valid, or a deed was repeated too often.",
    remedy: "Wait as many seconds as Retry-After says.",
  },
  internal: {
    title: "Our mistake",
    means: "Something went wrong on our side.",
    remedy: "Try again later. If it stays, ask for help and quote requestId.",
  },
  unavailable: {
    title: "Away for the moment",
    means: "The database does not answer.",
    remedy: "Wait as many seconds as Retry-After says and try again.",
  },
};
