import { expect, test, vi } from "vitest";
import { givenOrganization } from "@/db/testing";
import { examine } from "./doctor";

const statusOf = (findings: Awaited<ReturnType<typeof examine>>, check: string) =>
  findings.find((finding) => finding.check === check)?.status;

test("a sound installation has nothing that fails, and no secret is in the words", async () => {
  const findings = await examine();

  expect(findings.filter(({ status }) => status === "fail")).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual([
    "Node.js",
    "secrets",
    "environment",
    "database",
    "migrations",
    "runtime role",
    "clock",
    "mail",
    "address",
  ]);
  const words = JSON.stringify(findings);
  for (const secret of [process.env.DATABASE_URL, process.env.AUTH_SECRET, process.env.ENCRYPTION_KEY]) {
    expect(words).not.toContain(secret);
  }
});

test("a clock that is far from the database's fails", async () => {
  vi.spyOn(Date, "now").mockReturnValue(Date.now() - 60_000);

  const findings = await examine();

  expect(statusOf(findings, "clock")).toBe("fail");
});

test("looking leaves the installation usable", async () => {
  await examine();

  await expect(givenOrganization()).resolves.toBeDefined();
});
