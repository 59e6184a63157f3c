import { z } from "zod";
import { emailInput, lineInput } from "@/lib/core/input";

export const organizationInput = z.strictObject({
  name: lineInput("Organization name", 80),
  legalName: lineInput("Legal name", 160),
  alertingEmail: emailInput,
  invoicingEmail: emailInput,
});
export type OrganizationInput = z.output<typeof organizationInput>;

export const leaveInput = z.strictObject({ confirm: z.string("Type the organization's name.") });
export type LeaveInput = z.output<typeof leaveInput>;
