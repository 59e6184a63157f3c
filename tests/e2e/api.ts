import type { Route } from "playwright-core";
import { afterEach, expect, inject } from "vitest";
import { stewardHeader } from "@/tests/setup/prism";

/**
 * What was answered otherwise than the document of the API says. It is kept and fails the test at its end, because a
 * page's call cannot throw into its test, and what is thrown into a poll is tried again.
 */
export const mismatches: string[] = [];

afterEach(() => expect(mismatches.splice(0)).toEqual([]));

/** `fetch` of an address of the API, through the Prism that compares the answer with the document. */
export async function callApi(address: string, init: RequestInit = {}): Promise<Response> {
  const { origin, pathname, search } = new URL(address);
  const headers = new Headers(init.headers);
  headers.set(stewardHeader, origin);
  const answer = await fetch(inject("prism") + pathname + search, { ...init, headers });
  const asked = `${init.method ?? "GET"} ${pathname} answered ${answer.status}`;
  mismatches.push(...faultsOf(answer).map((fault) => `${asked}: ${fault}`));
  return answer;
}

/** Answers the call of a page as `callApi` would. */
export async function answerThroughPrism(route: Route): Promise<void> {
  const request = route.request();
  const answer = await callApi(request.url(), {
    method: request.method(),
    headers: await request.allHeaders(),
    body: request.postData(),
  });
  await route.fulfill({
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: await answer.text(),
  });
}

type Violation = { location: string[]; message: string };

/**
 * What Prism has against an answer. What it has against a request is often meant, but for an address that the document
 * does not know and that is answered well.
 */
function faultsOf(answer: Response): string[] {
  const said = answer.headers.get("sl-violations") ?? "[]";
  // What is too long for a header is cut off.
  if (!said.startsWith("[")) return [said];
  return (JSON.parse(said) as Violation[])
    .filter(
      ({ location, message }) =>
        location[0] === "response" || (answer.ok && message === "Selected route not found"),
    )
    .map(({ message }) => message);
}
