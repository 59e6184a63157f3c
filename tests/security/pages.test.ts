import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { type Admitted, actions, downloads, pages } from "./pages";

/** The address of what lies in a file of `app`; folders in brackets are for us alone. */
function routeOf(file: string): string {
  return (
    dirname(file)
      .replace(/^app/, "")
      .replace(/\/\([^)]*\)/g, "") || "/"
  );
}

const pageFiles = globSync("app/**/page.tsx").map((file) => ({
  route: routeOf(file),
  source: readFileSync(file, "utf8"),
}));

/** Every server action, with whom it takes for its caller. */
const exportedActions = globSync("app/**/actions.ts").flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/^export const (\w+) = action\(\s*"(\w+)"/gm)].map(
    ([, name, as]) => ({ name: `${routeOf(file)}#${name}`, as }),
  ),
);

/** How the table's word for a caller reads in the code. */
function callerOf(admitted: Admitted | undefined): string | undefined {
  if (admitted === "anyone") return "stranger";
  const callers: (string | undefined)[] = ["halfway", "overdue", "enrolling", "person"];
  return callers.includes(admitted) ? admitted : admitted && "member";
}

describe("the table of pages", () => {
  test("has a row for every page and no other", () => {
    expect(pageFiles.map(({ route }) => route).sort()).toEqual(Object.keys(pages).sort());
  });

  test.each(pageFiles.filter(({ route }) => callerOf(pages[route]) === "member"))(
    "$route asks by itself which member is there, and turns a refusal into its answer",
    ({ source }) => {
      expect(source).toMatch(/\bsessionActor\(/);
      expect(source).toMatch(/export default page\(/);
    },
  );

  test.each(pageFiles.filter(({ route }) => pages[route] === "halfway"))(
    "$route asks by itself who is halfway, and turns a refusal into its answer",
    ({ source }) => {
      expect(source).toMatch(/\bsessionHalfway\(/);
      expect(source).toMatch(/export default page\(/);
    },
  );

  test.each(pageFiles.filter(({ route }) => pages[route] === "overdue"))(
    "$route asks by itself who is overdue, and turns a refusal into its answer",
    ({ source }) => {
      expect(source).toMatch(/\bsessionOverdue\(/);
      expect(source).toMatch(/export default page\(/);
    },
  );

  test.each(pageFiles.filter(({ route }) => pages[route] === "person"))(
    "$route asks by itself who is signed in, and turns a refusal into its answer",
    ({ source }) => {
      expect(source).toMatch(/\bsessionPerson\(/);
      expect(source).toMatch(/export default page\(/);
    },
  );
});

describe("the table of actions", () => {
  test("has a row for every action and no other", () => {
    expect(exportedActions.map(({ name }) => name).sort()).toEqual(Object.keys(actions).sort());
  });

  test.each(exportedActions)("$name is done by a $as", ({ name, as }) => {
    expect(as).toBe(callerOf(actions[name]));
  });
});

describe("the table of downloads", () => {
  const routes = globSync("app/**/export/route.ts").map(routeOf);

  test("has a row for every export and no other", () => {
    expect(routes.sort()).toEqual(Object.keys(downloads).sort());
  });
});
