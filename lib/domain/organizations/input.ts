import { z } from "zod";
import { dateFormats, timeFormats } from "@/lib/core/format";
import {
  cursorInput,
  emailInput,
  limitInput,
  lineInput,
  searchInput,
  withoutLink,
  zoneInput,
} from "@/lib/core/input";

export const organizationInput = z.strictObject({
  name: lineInput("Organization name", 80)
    .check(withoutLink("Organization name"))
    .describe("What people see in Steward and in its letters."),
  legalName: lineInput("Legal name", 160)
    .check(withoutLink("Legal name"))
    .describe("As it stands on contracts and invoices."),
  alertingEmail: emailInput.describe("Where security alerts go."),
  invoicingEmail: emailInput.describe("Where invoices go."),
});
export type OrganizationInput = z.output<typeof organizationInput>;

/** Words of the address bar that no organization may be called. */
export const reservedSlugs: ReadonlySet<string> = new Set(["new"]);

/** What an organization's pages are found under looks like. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const slugWords = "Use small letters and digits, with single dashes between them.";

/** What an organization's pages are found under. */
const slugInput = z
  .string()
  .trim()
  .min(2, "An address has at least 2 characters.")
  .max(40, "An address has at most 40 characters.")
  .regex(slugPattern, slugWords)
  .refine((slug) => !reservedSlugs.has(slug), "Steward needs this address itself. Choose another.");

/** The settings of an organization that its administrators change; what is left out stays as it is. */
export const settingsInput = z
  .strictObject({
    ...organizationInput.shape,
    slug: slugInput.describe(
      "What its pages are found under. Links with the old address go on working, and nobody else gets it.",
    ),
    dateFormat: z
      .enum(dateFormats, "Choose one of the date formats.")
      .describe("How its pages write dates: `iso` is 2026-11-30."),
    timeFormat: z
      .enum(timeFormats, "Choose one of the time formats.")
      .describe("How its pages write times of day."),
    timeZone: zoneInput.describe("An IANA name, such as `Europe/Berlin`: by its clock pages show times."),
  })
  .partial();
export type SettingsChange = z.output<typeof settingsInput>;

/** `version` is that of the settings which the change was made of. */
export type ChangeOrganizationInput = { version: number; change: SettingsChange };

const versionInput = z.coerce.number().int().min(0);

/** The settings as a form sends them: all of them, or only a contact address that is taken back. */
export const settingsForm = settingsInput
  .extend({ version: versionInput })
  .transform(({ version, ...change }): ChangeOrganizationInput => ({ version, change }));

export const adminReachInput = z.strictObject({
  version: versionInput,
  adminsManageAdmins: z.enum(["yes", "no"], "Choose one of the two.").transform((word) => word === "yes"),
});
export type AdminReachInput = z.output<typeof adminReachInput>;

export const leaveInput = z.strictObject({ confirm: z.string("Type the organization's name.").max(200) });
export type LeaveInput = z.output<typeof leaveInput>;

export const myOrganizationFilter = z.strictObject({
  q: searchInput.optional(),
  limit: limitInput,
  cursor: cursorInput,
});
export type MyOrganizationFilter = z.output<typeof myOrganizationFilter>;
