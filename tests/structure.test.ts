import { execFileSync } from "node:child_process";
import { globSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

/** The plan of the house, kept: where things lie, and who may ask whom. */

const isTest = (path: string) => /\.test\.tsx?$/.test(path);

const sources = globSync("{app,clients/*/src,components,db,emails,lib}/**/*.{ts,tsx}")
  // What is made by a program is as long as it is.
  .filter((path) => !isTest(path) && path !== "clients/typescript/src/schema.ts")
  .sort()
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

/** Code that is not inside a comment. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/** What a file imports of ours, as paths from the root without an ending. */
function importsOf({ path, text }: { path: string; text: string }): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*"((?:@|\.\.?)\/[^"]+)"/g)].map(([, name = ""]) =>
    name.startsWith("@/") ? name.slice(2) : join(dirname(path), name),
  );
}

/** Each room, and what it may import beside itself. The first that fits a file is its room. */
const rooms: { room: RegExp; mayAsk: RegExp[] }[] = [
  { room: /^db\/(testing|seed)/, mayAsk: [/^db\//, /^lib\/(auth|core|domain|jobs)\//, /^emails\//] },
  { room: /^db\//, mayAsk: [/^lib\/core\//] },
  { room: /^(clients\/[^/]+\/src|emails)\//, mayAsk: [] },
  { room: /^lib\/core\//, mayAsk: [] },
  { room: /^lib\/auth\//, mayAsk: [/^db\//, /^lib\/core\//] },
  {
    room: /^lib\/domain\//,
    mayAsk: [
      /^db\//,
      /^lib\/core\//,
      /^lib\/auth\/(?!session$)/,
      /^lib\/jobs\/(imports|mail|network-trials|policy-notices|queue|requests)$/,
      /^lib\/domain\/[^/]+\/(input|rules)$/,
      /^lib\/domain\/audit\/record$/,
    ],
  },
  {
    room: /^lib\/jobs\//,
    mayAsk: [/^db\//, /^emails\//, /^lib\/(auth|core|domain|mail|outbound)\//],
  },
  { room: /^lib\/(mail|outbound)\//, mayAsk: [/^lib\/core\//] },
  { room: /^lib\/operator\//, mayAsk: [/^db\//, /^emails\//, /^lib\/(?!web\/(?!installation$))/] },
  { room: /^lib\/web\/installation\./, mayAsk: [/^db\/embedded$/, /^lib\/core\//] },
  { room: /^lib\/web\//, mayAsk: [/^lib\/(auth|core)\//] },
  { room: /^components\//, mayAsk: [/^lib\/core\//] },
  {
    room: /^app\//,
    mayAsk: [
      /^components\//,
      /^emails\/letters$/,
      /^lib\/(auth|core|domain|web)\//,
      /^lib\/mail\/(transport|mailbox)$/,
    ],
  },
];

/** The folder that counts as one room; a noun of the domain is a room of its own. */
function homeOf(path: string): string {
  return path.match(/^(lib\/domain\/[^/]+|lib\/[^/]+|[^/]+)\//)?.[1] ?? "";
}

describe("imports", () => {
  test("run one way, from room to room", () => {
    const astray = sources.flatMap((source) => {
      const rules = rooms.find(({ room }) => room.test(source.path));
      return importsOf(source)
        .filter((to) => homeOf(to) !== homeOf(source.path) && !rules?.mayAsk.some((may) => may.test(to)))
        .map((to) => `${source.path} → ${to}`);
    });

    expect(sources.length).toBeGreaterThan(100);
    expect(astray).toEqual([]);
  });

  test("name siblings by ./ and all else by @/", () => {
    const climbing = sources.filter(({ text }) => /(?:from|import\(?)\s*"\.\.\//.test(text));

    expect(climbing.map(({ path }) => path)).toEqual([]);
  });

  test("of next-auth stand in one file", () => {
    const knowing = sources.filter(({ text }) => /"next-auth/.test(text)).map(({ path }) => path);

    expect(knowing).toEqual(["lib/auth/session.ts"]);
  });
});

describe("a noun of the domain", () => {
  test("has input, queries, commands and rules, and no other file", () => {
    const closed = /^(input|queries|commands|rules)(\.test)?\.ts$/;
    const astray = globSync("lib/domain/**/*.*").filter(
      (path) =>
        !(closed.test(basename(path)) && path.split("/").length === 4) &&
        path !== "lib/domain/audit/record.ts" &&
        path !== "lib/domain/audit/record.test.ts",
    );

    expect(astray).toEqual([]);
  });

  test("knows neither the web nor a form", () => {
    const knowing = sources
      .filter(({ path }) => path.startsWith("lib/domain/"))
      .filter(({ text }) =>
        /\b(FormData|Response|Request|cookies|headers)\b\(|"(next|hono|react)["/]/.test(codeOf(text)),
      );

    expect(knowing.map(({ path }) => path)).toEqual([]);
  });
});

describe('"use server"', () => {
  const marked = sources.filter(({ text }) => /^\s*["']use server["']/m.test(text));

  test("stands only in files called actions.ts, and in each of them", () => {
    const called = sources.filter(({ path }) => basename(path) === "actions.ts").map(({ path }) => path);

    expect(marked.map(({ path }) => path)).toEqual(called);
  });

  test.each(marked)("$path exports nothing but action(…)", ({ text }) => {
    const exported = codeOf(text).match(/^export .*/gm) ?? [];

    expect(exported.length).toBeGreaterThan(0);
    expect(exported.filter((line) => !/^export const \w+ = action\(/.test(line))).toEqual([]);
  });
});

describe("a pass", () => {
  test("is made only where someone answers for it", () => {
    const makers = sources
      .filter(({ text }) => /\bpass\(/.test(codeOf(text)))
      .map(({ path }) => path)
      .filter((path) => !/^(db|lib\/(auth|domain|jobs|operator))\//.test(path));

    expect(makers).toEqual([]);
  });
});

describe("a browser test", () => {
  test("calls the API through Prism, or says why not", () => {
    // An address of the API that is not what `callApi` is given, under no comment.
    const address = /(?<!\bcallApi\(\s*)["'`](?:\$\{[^}]*\})?\/api\/v1\b/g;
    const excused = /\/\/ Past Prism[^\n]*\n[^\n]*$/;
    const files = globSync("tests/e2e/*.ts");
    const past = files.flatMap((path) => {
      const text = readFileSync(path, "utf8");
      return [...text.matchAll(address)]
        .map(({ index }) => text.slice(0, index))
        .filter((before) => !excused.test(before))
        .map((before) => `${path}:${before.split("\n").length}`);
    });

    expect(files.length).toBeGreaterThan(20);
    expect(past).toEqual([]);
  });
});

describe("a file", () => {
  test("of code has at most 300 lines", () => {
    const long = sources
      .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
      .filter(({ lines }) => lines > 300);

    expect(long).toEqual([]);
  });

  test("of the app, its components and its library writes nothing to the console", () => {
    const noisy = sources
      .filter(({ path }) => /^(app|components|lib)\//.test(path))
      .filter(({ text }) => /\bconsole\.(log|info|warn|error|debug|trace|dir|table)\b/.test(codeOf(text)));

    expect(noisy.map(({ path }) => path)).toEqual([]);
  });

  test("anywhere in the repository names no package registry", () => {
    const configured = execFileSync("npm", ["config", "get", "registry"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    const host = URL.parse(configured)?.host;
    const files = globSync("**/*", {
      exclude: (path) => /^(node_modules|\.next|\.git|\.data|coverage|test-results)(\/|$)/.test(String(path)),
    }).filter((path) => statSync(path).isFile() && statSync(path).size < 5_000_000);
    const naming = files.filter((path) => {
      const text = readFileSync(path, "utf8");
      return /https?:\/\/registry\.[\w.-]+/.test(text) || (host && text.includes(host));
    });

    expect(files).toContain("package-lock.json");
    expect(naming).toEqual([]);
  });
});
