import { z } from "zod";
import { idInput } from "@/lib/core/input";
import { changeKeyInput, createKeyInput } from "@/lib/domain/keys/input";

/** The forms of the keys' pages, read as what the domain takes. */

const text = z.string().trim();

/** Enough for fifty networks. */
const networks = z.string().max(10_000, "This list is too long.");

type Context = { addIssue: (issue: { code: "custom"; path: PropertyKey[]; message: string }) => void };

/** Reads a draft by the domain's schema; what is wrong with a network is told with the number of its line. */
function readAs<Schema extends z.ZodType>(
  schema: Schema,
  { networks: typed, ...draft }: { networks: string } & Record<string, unknown>,
  ctx: Context,
): z.output<Schema> {
  const lines = typed.split(/\r?\n/).flatMap((written, index) => {
    const network = written.trim();
    return network ? [{ line: index + 1, network }] : [];
  });
  const parsed = schema.safeParse({ ...draft, networks: lines.map(({ network }) => network) });
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    const [field, index] = path;
    const line = field === "networks" && typeof index === "number" ? lines[index]?.line : undefined;
    ctx.addIssue({ code: "custom", path, message: line ? `Line ${line}: ${message}` : message });
  }
  return z.NEVER;
}

const drafted = {
  name: text,
  scopes: z.array(z.string()),
  expiresInDays: text,
  /** What is chosen where one's own number of days stands in `expiresInDays`. */
  life: z.literal("custom").optional(),
  networks,
  deliver: z.enum(["show", "email"]).default("show"),
};

export const createKeyForm = z
  .discriminatedUnion("whose", [
    z.strictObject({ ...drafted, whose: z.literal("mine") }),
    z.strictObject({ ...drafted, whose: z.literal("organization"), recipientId: z.string().optional() }),
    z.strictObject({ ...drafted, whose: z.literal("member"), memberId: z.string("Choose a member.") }),
  ])
  .transform(({ whose, life: _, ...draft }, ctx) => {
    if (whose === "organization" && draft.deliver === "email" && !("recipientId" in draft))
      ctx.addIssue({ code: "custom", path: ["recipientId"], message: "Choose who gets the link." });
    return readAs(
      createKeyInput,
      { ...draft, kind: whose === "organization" ? "organization" : "user" },
      ctx,
    );
  });

export const changeKeyForm = z
  .strictObject({ keyId: idInput("key"), name: text, scopes: z.array(z.string()), networks })
  .transform((form, ctx) => readAs(changeKeyInput, form, ctx));
