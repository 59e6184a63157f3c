import { expect, test } from "vitest";
import { assertDemoWelcome } from "./demo";

test("the demo is not made in a production database unless the operator insists", () => {
  const production = { production: true, embedded: false };

  expect(() => assertDemoWelcome(production, false)).toThrow("known password");
  expect(() => assertDemoWelcome(production, true)).not.toThrow();
  expect(() => assertDemoWelcome({ production: true, embedded: true }, false)).not.toThrow();
  expect(() => assertDemoWelcome({ production: false, embedded: false }, false)).not.toThrow();
});
