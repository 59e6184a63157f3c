import { expect, test } from "vitest";
import { resources, scopes } from "./roles";
import { scopeGroups, scopePresets } from "./scope-words";

test("every scope is offered under one head, and no preset gives what there is not", () => {
  expect(scopeGroups.flatMap((group) => group.resources).sort()).toEqual([...resources].sort());
  for (const preset of scopePresets) expect(scopes).toEqual(expect.arrayContaining([...preset.scopes]));
});
