import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Installed = {
  version: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  os?: string[];
  libc?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
};

const lock: { packages: Record<string, Installed> } = JSON.parse(readFileSync("package-lock.json", "utf8"));

/** Every installed copy of a package, also those deep in the tree. */
function versionsOf(name: string): string[] {
  return Object.entries(lock.packages)
    .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
    .map(([, { version }]) => version);
}

/** Whether a version is no older than another; a pre-release is older than its release (SemVer 2.0, 11). */
function reaches(version: string, floor: string): boolean {
  const [core = "", ...preRelease] = version.split("-");
  const [have, want] = [core.split(".").map(Number), floor.split(".").map(Number)];
  for (const [i, part] of want.entries()) if (have[i] !== part) return (have[i] ?? 0) > part;
  return preRelease.length === 0;
}

/** Below these versions lie holes that are known; `npm audit` has no one to ask here. */
const floors = {
  next: "16.4.6",
  react: "19.2.1",
  "react-dom": "19.2.1",
  "@auth/core": "0.41.3",
  "drizzle-orm": "0.45.2",
  nodemailer: "9.0.1",
  "@simplewebauthn/server": "13.3.2",
};

describe("the lockfile", () => {
  test.each(Object.entries(floors))("has no %s older than %s", (name, floor) => {
    const versions = versionsOf(name);

    expect(versions).not.toEqual([]);
    expect(versions.filter((version) => !reaches(version, floor))).toEqual([]);
  });

  test("pins next-auth to the one version whose shell was read", () => {
    expect(versionsOf("next-auth")).toEqual(["5.0.0-beta.32"]);
  });

  test("names no registry, and knows every package by its hash", () => {
    // Our own, and where the packages of ours are linked, come from here.
    const packages = Object.entries(lock.packages).filter(
      ([path, { link }]) => path.includes("node_modules/") && !link,
    );

    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    // What only another system installs may be without one, where its package could not be had.
    const ofThisSystem = ({ os, cpu, libc }: Installed) =>
      (os ?? ["linux"]).includes("linux") && (cpu ?? ["x64"]).includes("x64") && !libc?.includes("musl");
    const unknown = packages.filter(([, entry]) => !entry.integrity && ofThisSystem(entry));
    expect(unknown).toEqual([]);
  });
});

describe("comparing versions", () => {
  test.each([
    ["16.4.6", "16.4.6", true],
    ["16.4.10", "16.4.6", true],
    ["17.0.0", "16.4.6", true],
    ["16.4.5", "16.4.6", false],
    ["16.3.99", "16.4.6", false],
    ["9.0.1", "10.0.0", false],
    ["16.4.6-canary.1", "16.4.6", false],
  ])("%s against %s: %s", (version, floor, verdict) => {
    expect(reaches(version, floor)).toBe(verdict);
  });
});

describe("an install on any system", () => {
  test("finds every optional package of its platform in the lockfile, or `npm ci` refuses", () => {
    const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("node_modules/") - 1));
    const isLocked = (path: string, name: string): boolean => {
      const here = `${path ? `${path}/` : ""}node_modules/${name}`;
      return here in lock.packages || (path !== "" && isLocked(folderOf(path), name));
    };

    const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    );

    expect(missing).toEqual([]);
  });
});
