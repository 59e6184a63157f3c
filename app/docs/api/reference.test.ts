import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { auditActions } from "@/lib/domain/audit/record";
import AuditActionsPage from "./audit-actions/page";
import { reference } from "./reference";
import { samplesOf } from "./samples";
import { exampleOf, fieldsOf } from "./schema";
import { trialOf } from "./trial";
import { callOf } from "./trial-call";

const all = reference().tags.flatMap((tag) => tag.endpoints);

function trial(id: string) {
  const endpoint = all.find((one) => one.id === id);
  if (!endpoint) throw new Error(`There is no endpoint ${id}.`);
  return trialOf(endpoint);
}

const key = "stw_0123456789";

describe("the reference", () => {
  test("tells every endpoint in words, with its scope and an example of its answer", () => {
    const wordless = all.filter(
      ({ words, summary, reply }) => !words || !summary || reply.example === undefined,
    );

    expect(all.length).toBeGreaterThan(50);
    expect(wordless).toEqual([]);
    expect(all.find(({ id }) => id === "listMembers")).toMatchObject({
      method: "GET",
      path: "/api/v1/members",
      keyed: true,
      scopes: ["members:read"],
    });
    expect(all.find(({ id }) => id === "changeGroup")).toMatchObject({
      words: expect.not.stringContaining("Needs the scope"),
      scopes: ["groups:write", "groups:read"],
    });
  });

  test("follows references and says what a field is, and what it keeps to", () => {
    const schemas = {
      Group: {
        type: "object",
        properties: { id: { type: "string", examples: ["grp_1"] } },
        required: ["id"],
      },
    };

    const [role, groups, note] = fieldsOf(
      {
        type: "object",
        required: ["role"],
        properties: {
          role: { type: ["string", "null"], enum: ["owner", "user", null], description: "Their role." },
          groups: {
            type: "array",
            items: { $ref: "#/components/schemas/Group" },
            maxItems: 100,
            default: [],
          },
          note: { anyOf: [{ type: "string", minLength: 1, maxLength: 80 }, { type: "null" }] },
        },
      },
      schemas,
    );

    expect(role).toMatchObject({
      required: true,
      nullable: true,
      values: ["owner", "user"],
      words: "Their role.",
    });
    expect(groups).toMatchObject({
      type: "list: object",
      limits: ["at most 100 entries", "empty unless given"],
      fields: [{ name: "id", required: true }],
    });
    expect(note).toMatchObject({ type: "string", nullable: true, limits: ["1 to 80 characters"] });
    expect(exampleOf({ $ref: "#/components/schemas/Group" }, schemas)).toEqual({ id: "grp_1" });
  });

  test("has samples that Bash can read, and Python where it is there, and TypeScript that fits the client", () => {
    const folder = mkdtempSync(join(tmpdir(), "steward-samples-"));
    const samples = all.map((endpoint) => ({
      id: endpoint.id,
      ...samplesOf(endpoint, "http://localhost:3000"),
    }));
    const client = join(process.cwd(), "clients/typescript/src/client");
    const files = samples.map(({ id, TypeScript }) => {
      const file = join(folder, `${id}.ts`);
      writeFileSync(file, TypeScript.replace("@steward/client", client));
      return file;
    });

    const python = spawnSync(
      "python3",
      ["-c", "import ast, json, sys\nfor sample in json.load(sys.stdin): ast.parse(sample)"],
      { input: JSON.stringify(samples.map(({ Python }) => Python)), encoding: "utf8" },
    );
    const bash = spawnSync("bash", ["-n"], { input: samples.map(({ curl }) => curl).join("\n") });
    const types = ["--typeRoots", "node_modules/@types", "--types", "node"];
    const modern = ["--target", "es2024", "--module", "esnext", "--moduleResolution", "bundler"];
    const tsc = spawnSync(
      "node_modules/.bin/tsc",
      ["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", ...modern, ...types, ...files],
      { encoding: "utf8" },
    );
    rmSync(folder, { recursive: true });

    expect(bash.stderr.toString()).toBe("");
    expect([tsc.status, tsc.stdout]).toEqual([0, ""]);
    if (!python.error) expect(python.stderr).toBe("");
    // What only JSON has are names to Python, and no fault of grammar.
    expect(samples.every(({ Python }) => !/\b(null|true|false)\b(?=[,}\]])/.test(Python))).toBe(true);
  });
});

describe("the list of audit actions", () => {
  test("is the audit log's own, each with its sentence, and what the filter takes", () => {
    const page = renderToStaticMarkup(AuditActionsPage());
    const told = [...page.matchAll(/<dt><code[^>]*>([^<]*)<\/code><\/dt><dd[^>]*>([^<]*)<\/dd>/g)];
    const filter = all
      .find(({ id }) => id === "listAuditEvents")
      ?.parameters.query.find(({ name }) => name === "action");

    expect(told.map(([, action]) => action).sort()).toEqual([...auditActions].sort());
    expect(told.filter(([, action, sentence]) => !sentence || sentence === action)).toEqual([]);
    expect(filter?.values).toEqual(auditActions);
  });
});

describe("trying a call", () => {
  test("sends what was typed, each thing where it belongs, and leaves out what was not", () => {
    const made = callOf(
      trial("createInvitation"),
      {
        "body.email": "ada@example.com",
        "body.role": "user",
        "body.expiresInDays": "3",
        "body.message": " ",
      },
      key,
    );

    expect(made).toMatchObject({
      call: {
        address: "/api/v1/invitations",
        init: {
          method: "POST",
          body: JSON.stringify({ email: "ada@example.com", role: "user", expiresInDays: 3 }),
          headers: { authorization: `Bearer ${key}`, "idempotency-key": expect.any(String) },
          credentials: "omit",
          mode: "same-origin",
        },
      },
    });
  });

  test("sends an Idempotency-Key with a POST that takes one, as the samples do", () => {
    const made = callOf(trial("reportLeakedKey"), { "body.secret": key }, "");
    const leaked = all.find(({ id }) => id === "reportLeakedKey");

    expect(made).toMatchObject({
      call: { init: { headers: expect.not.objectContaining({ "idempotency-key": expect.anything() }) } },
    });
    expect(JSON.stringify(leaked && samplesOf(leaked, "http://localhost:3000"))).not.toContain(
      "Idempotency-Key",
    );
  });

  test("keeps what is typed into a path inside it, so that a key is sent to no other address", () => {
    const made = callOf(trial("getMember"), { "path.id": "../../../evil?x=//elsewhere.example" }, key);

    expect(made).toMatchObject({
      call: { address: "/api/v1/members/..%2F..%2F..%2Fevil%3Fx%3D%2F%2Felsewhere.example" },
    });
  });

  test("says what cannot be sent: no key, what the address needs, and text that is not JSON", () => {
    const made = callOf(trial("setMemberGroups"), { "body.groupIds": "[grp_" }, "Bearer stw_x");

    expect(made).toEqual({
      mistakes: {
        "path.id": "The address needs it.",
        "body.groupIds": "This is not JSON.",
        key: "An API key begins with stw_.",
      },
    });
  });
});
