import { Command, CommanderError } from "commander";
import { migrate } from "@/db/migrate";
import { EnvError, env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { ownPublicKey, type Verdict } from "@/lib/core/seals";
import { count } from "@/lib/core/text";
import { verifyLog } from "@/lib/domain/audit/queries";
import { createKey } from "@/lib/domain/keys/commands";
import { createKeyInput, defaultKeyLifeDays } from "@/lib/domain/keys/input";
import { verifyExport } from "@/lib/operator/audit-check";
import { exportLog } from "@/lib/operator/audit-export";
import { assertDemoWelcome, makeDemo } from "@/lib/operator/demo";
import { examine } from "@/lib/operator/doctor";
import { rotateEncryption } from "@/lib/operator/encryption";
import { clearNetworks } from "@/lib/operator/networks";
import { createOrganizationFor, newOrganizationInput, operatorIn } from "@/lib/operator/organizations";
import { opened, prepared } from "@/lib/operator/run";
import { unlockUser } from "@/lib/operator/users";
import { toAppError } from "@/lib/web/failure";

/** The operator's tool. It ends with 0 when all is done, 1 when it was refused or failed, 2 when the command is wrong. */

/** What a command answers: a value for programs, lines for people, and whether it is bad news. */
type Answer = { value: unknown; lines: string[]; bad?: boolean };

const program = new Command("steward")
  .description("The operator's tool of this Steward. It works beside a running one, or by itself.")
  .option("--json", "answer with one JSON value")
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

function add(parent: Command, name: string, description: string, example: string): Command {
  const help = `\nExample:\n  npm run -s steward -- ${example}`;
  return parent.command(name).description(description).addHelpText("after", help);
}

function answer({ value, lines, bad = false }: Answer): void {
  process.stdout.write(
    program.opts().json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(""),
  );
  process.exitCode = bad ? 1 : 0;
}

function refuse(error: unknown): void {
  process.exitCode = 1;
  const { code, message, fields } = refusal(error);
  if (program.opts().json) process.stdout.write(`${JSON.stringify({ error: { code, message, fields } })}\n`);
  else
    process.stderr.write(`${[...new Set([message, ...fields.map((field) => field.message)])].join("\n")}\n`);
}

function refusal(error: unknown) {
  if (error instanceof EnvError) return { code: "environment", message: error.message, fields: [] };
  const { code, message, fields } = toAppError(error);
  return code === "internal"
    ? { code, message: `It failed: ${rootOf(error)}`, fields }
    : { code, message, fields };
}

/** The first cause alone: what wraps it may quote a query with its values. */
function rootOf(error: unknown): string {
  return error instanceof Error ? (error.cause ? rootOf(error.cause) : error.message) : String(error);
}

add(program, "doctor", "check everything that Steward needs to run", "doctor").action(async () => {
  const checks = await examine();
  const healthy = checks.every(({ status }) => status !== "fail");
  const lines = checks.map(
    ({ check, status, words }) => `${status.padEnd(4)}  ${check.padEnd(12)}  ${words}`,
  );
  answer({ value: { healthy, checks }, lines, bad: !healthy });
});

add(program, "migrate", "bring the database up to date", "migrate").action(async () => {
  await opened(() => migrate(env().DATABASE_URL));
  answer({ value: { migrated: true }, lines: ["The database is up to date."] });
});

add(program, "seed", "make two demo organizations, and people who can sign in", "seed")
  .option("--yes", "also in a production database; the accounts have a known password")
  .action(async ({ yes = false }: { yes?: boolean }) => {
    const demo = await opened(async ({ embedded }) => {
      assertDemoWelcome({ production: env().NODE_ENV === "production", embedded }, yes);
      await migrate(env().DATABASE_URL);
      return makeDemo();
    });
    const people = demo.signIns.map(
      ({ email, role, password }) => `  ${email.padEnd(27)}  ${role.padEnd(15)}  ${password}`,
    );
    const begun = demo.made ? "The demo is ready." : "The demo is there already; nothing was changed.";
    answer({ value: demo, lines: [`${begun} Sign in with`, ...people] });
  });

const organization = program.command("organization").description("organizations");

add(
  organization,
  "create",
  "make an organization and its Owner",
  'organization create --name "Acme" --owner-email ada@example.com',
)
  .requiredOption("--name <name>", "what it is called")
  .requiredOption("--owner-email <email>", "its Owner, whose account is made unless there is one")
  .option(
    "--owner-password <password>",
    "for a new account; without one its holder signs in by a mailed link",
  )
  .action(async (options) => {
    const input = newOrganizationInput.parse(options);
    const made = await prepared(() => createOrganizationFor(input));
    const { email, account } = made.owner;
    const owner =
      account === "kept"
        ? `${email} has an account already and is the Owner; their password was not touched.`
        : `${email} is the Owner, with a new account; they sign in ${input.ownerPassword ? "with the password" : "by a mailed link"}.`;
    answer({ value: made, lines: [`${made.name} is made: ${env().APP_URL}/orgs/${made.slug}`, owner] });
  });

const key = program.command("key").alias("keys").description("API keys, and the key that encrypts");

add(
  key,
  "create",
  "make an API key of an organization and show its secret, this once",
  'key create --organization acme --name "CI" --scopes scans:read,scans:write',
)
  .requiredOption("--organization <slug>", "whose key it is")
  .requiredOption("--name <name>", "what it is called")
  .requiredOption("--scopes <scopes>", "what it may do, separated by commas", (text: string) =>
    text.split(","),
  )
  .option(
    "--expires-in-days <days>",
    `how long it lives; ${defaultKeyLifeDays}, or what the organization allows if that is less`,
  )
  .action(async ({ organization: slug, ...options }) => {
    const input = createKeyInput.parse({ ...options, kind: "organization" });
    const made = await prepared(async () => createKey(await operatorIn(slug), input));
    const lines = [
      made.secret ?? "",
      `This is the only time that ${made.name} is shown. It lives until ${made.expiresAt.toISOString()}.`,
    ];
    answer({ value: made, lines });
  });

add(
  key,
  "rotate-encryption",
  "encrypt anew, by the first key of ENCRYPTION_KEY, what an older one holds",
  "keys rotate-encryption",
).action(async () => {
  const done = await prepared(() => rotateEncryption());
  const left = "Older keys are needed no more once the letters that wait are sent.";
  answer({
    value: done,
    lines: [`${count(done.renewed, "secret")} of ${done.secrets} encrypted anew.`, left],
  });
});

const user = program.command("user").description("people's accounts");

add(user, "unlock", "end what locks a person's account", "user unlock ada@example.com")
  .argument("<email>", "whose account")
  .action(async (address: string) => {
    const account = await prepared(() => unlockUser(address));
    answer({
      value: account,
      lines: [`${account.email} ${account.wasLocked ? "was unlocked" : "is not locked"}.`],
    });
  });

const allow = program.command("ip-allow").description("lists of allowed networks");

add(
  allow,
  "clear",
  "let an organization be entered from everywhere again, when its list shut everyone out",
  "ip-allow clear --organization acme",
)
  .requiredOption("--organization <slug>", "whose list")
  .action(async ({ organization: slug }: { organization: string }) => {
    const { cleared } = await prepared(async () => clearNetworks(await operatorIn(slug)));
    const line = cleared
      ? `${slug} can be entered from everywhere again.`
      : `${slug} has no list of networks.`;
    answer({ value: { organization: slug, cleared }, lines: [line] });
  });

const audit = program.command("audit").description("audit logs");

function verdictLines({ events, removedUpTo, sealedUpTo, sealedAt, brokenAt, complaint }: Verdict): string[] {
  if (brokenAt !== null) return [`Event ${brokenAt} is broken: ${complaint}.`];
  const removed = removedUpTo ? `, after ${count(removedUpTo, "event")} that went by the retention` : "";
  const sealed = sealedAt ? [`Sealed up to event ${sealedUpTo} on ${sealedAt.toISOString()}.`] : [];
  return [`${count(events, "event")}${removed}, whole`, ...sealed];
}

add(
  audit,
  "verify",
  "check that no event of an audit log was changed or removed",
  "audit verify --organization acme",
)
  .requiredOption("--organization <slug>", "whose log")
  .action(async ({ organization: slug }: { organization: string }) => {
    const verdict = await prepared(async () => verifyLog((await operatorIn(slug)).organization.id));
    const whole = verdict.brokenAt === null;
    answer({ value: { organization: slug, whole, ...verdict }, lines: verdictLines(verdict), bad: !whole });
  });

add(
  audit,
  "export",
  "check and seal an audit log and write it to a file that can be checked anywhere",
  "audit export --organization acme --out acme.jsonl",
)
  .requiredOption("--organization <slug>", "whose log")
  .requiredOption("--out <file>", "where to; a file that is there is left alone")
  .action(async ({ organization: slug, out }: { organization: string; out: string }) => {
    const made = await prepared(async () => exportLog(await operatorIn(slug), out));
    answer({ value: made, lines: [`${count(made.events, "event")} written to ${made.file}`] });
  });

add(
  audit,
  "verify-export",
  "check an exported log, on any machine and without a database or a secret",
  "audit verify-export acme.jsonl --public-key SoGr…",
)
  .argument("<file>", "the export")
  .option("--public-key <key>", "what audit public-key says where the log was written")
  .action(async (file: string, { publicKey }: { publicKey?: string }) => {
    const verdict = await verifyExport(file, publicKey);
    const whole = verdict.brokenAt === null;
    const key = verdict.keyFromFile
      ? `Judged by the key that the file names, ${verdict.publicKey}. Compare it with audit public-key.`
      : `Judged by the key ${verdict.publicKey}.`;
    answer({ value: { whole, ...verdict }, lines: [...verdictLines(verdict), key], bad: !whole });
  });

add(audit, "public-key", "show the public key by which exported logs are checked", "audit public-key").action(
  async () => {
    const publicKey = await opened(async () => ownPublicKey());
    answer({ value: { publicKey }, lines: [publicKey] });
  },
);

// Standard output carries the answer alone.
log.level = "silent";

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else refuse(error);
}
