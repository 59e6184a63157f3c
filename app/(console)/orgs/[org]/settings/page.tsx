import type { Metadata } from "next";
import { SettingCard } from "@/app/(console)/account/setting";
import { timeZoneOptions } from "@/app/(console)/account/time-zones";
import { ZoneField } from "@/app/(console)/account/zone-field";
import { PageHeader } from "@/components/console/page-header";
import { Field, SelectField } from "@/components/form/field";
import { VersionedForm } from "@/components/form/versioned-form";
import { authorize } from "@/lib/auth/permissions";
import { sessionActor } from "@/lib/auth/session";
import { now } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { dateFormats, formatDate, formatTime, timeFormats } from "@/lib/core/format";
import { findOrganization } from "@/lib/domain/organizations/queries";
import { page } from "@/lib/web/page";
import { save } from "./actions";
import { AdminReachCard } from "./admin-reach-card";
import { DangerCards } from "./danger-cards";
import { WaitingAddress } from "./waiting-address";

export const metadata: Metadata = { title: "General" };

export default page(async ({ params }: PageProps<"/orgs/[org]/settings">) => {
  const actor = await sessionActor((await params).org);
  authorize(actor, "organization:write");
  const organization = await findOrganization(actor);
  const { slug, version, timeZone, alertingEmail, pendingAlertingEmail } = organization;
  const { invoicingEmail, pendingInvoicingEmail } = organization;
  const at = now();
  const about = { org: slug, version };
  return (
    <>
      <PageHeader
        title="General"
        description={`What ${organization.name} is called, and how it is reached.`}
      />
      <div className="flex flex-col gap-6">
        {pendingAlertingEmail ? (
          <WaitingAddress {...about} contact="alerting" held={alertingEmail} waiting={pendingAlertingEmail} />
        ) : null}
        {pendingInvoicingEmail ? (
          <WaitingAddress
            {...about}
            contact="invoicing"
            held={invoicingEmail}
            waiting={pendingInvoicingEmail}
          />
        ) : null}
        <VersionedForm action={save.bind(null, slug)} version={version} className="gap-6">
          <SettingCard id="general" title="Names">
            <div className="flex max-w-lg flex-col gap-5">
              <Field
                name="name"
                label="Organization name"
                autoComplete="organization"
                defaultValue={organization.name}
                hint="What people see in Steward."
                required
              />
              <Field
                name="legalName"
                label="Legal name"
                defaultValue={organization.legalName}
                hint="As it stands on contracts and invoices."
                required
              />
              <Field
                name="slug"
                label="Address"
                defaultValue={slug}
                hint={`Its pages begin with ${env().APP_URL}/orgs/ and this. Links with the old address go on working, and nobody else gets it.`}
                autoCapitalize="none"
                autoComplete="off"
                spellCheck={false}
                required
              />
            </div>
          </SettingCard>
          <SettingCard
            id="contacts"
            title="Contacts"
            description="A new address counts once the link that we mail there is opened."
          >
            <div className="flex max-w-lg flex-col gap-5">
              <Field
                name="alertingEmail"
                label="Alerting email"
                type="email"
                defaultValue={pendingAlertingEmail ?? alertingEmail}
                hint="Where security alerts go."
                required
              />
              <Field
                name="invoicingEmail"
                label="Invoicing email"
                type="email"
                defaultValue={pendingInvoicingEmail ?? invoicingEmail}
                hint="Where invoices go."
                required
              />
            </div>
          </SettingCard>
          <SettingCard
            id="dates"
            title="Dates and times"
            description="How every date reads in this organization's pages, mails and exports, for all its members."
          >
            <div className="flex max-w-lg flex-col gap-5">
              <SelectField
                name="dateFormat"
                label="Date format"
                options={dateFormats.map((dateFormat) => ({
                  value: dateFormat,
                  label: formatDate(at, { ...organization, dateFormat }),
                }))}
                defaultValue={organization.dateFormat}
              />
              <SelectField
                name="timeFormat"
                label="Time format"
                options={timeFormats.map((timeFormat) => ({
                  value: timeFormat,
                  label: formatTime(at, { ...organization, timeFormat }),
                }))}
                defaultValue={organization.timeFormat}
              />
              <ZoneField
                options={timeZoneOptions()}
                defaultValue={timeZone}
                hint="The same for all, wherever they are."
              />
            </div>
          </SettingCard>
        </VersionedForm>
        <AdminReachCard actor={actor} version={version} />
        <DangerCards actor={actor} />
      </div>
    </>
  );
});
