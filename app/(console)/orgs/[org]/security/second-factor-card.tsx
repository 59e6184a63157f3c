import { SettingCard, SettingPart } from "@/app/(console)/account/setting";
import { notify, saveSecondFactor } from "@/app/(console)/orgs/[org]/security/actions";
import { ActionForm } from "@/components/form/action-form";
import { CheckboxField } from "@/components/form/choices";
import { Field } from "@/components/form/field";
import { SubmitButton } from "@/components/form/submit-button";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { now } from "@/lib/core/clock";
import { roleNames } from "@/lib/core/roles";
import { count } from "@/lib/core/text";
import { wallDay, wallTime } from "@/lib/core/wall-clock";
import type { findMissingFactors } from "@/lib/domain/security/queries";
import type { CardProps } from "./card-props";
import { ExemptionDialog } from "./exemption-dialog";
import { ExemptionTable, type ExemptionTableProps } from "./exemption-table";
import { PolicyForm } from "./policy-form";

type Missing = Awaited<ReturnType<typeof findMissingFactors>>;

type SecondFactorCardProps = CardProps & ExemptionTableProps & { missing: Missing };

/** Whether everyone needs a second factor, who has none yet, and who is let off for a while. */
export function SecondFactorCard({
  org,
  policy,
  editable,
  times,
  missing,
  exemptions,
  search,
}: SecondFactorCardProps) {
  const { requireSecondFactor, secondFactorFrom, version } = policy;
  const holds = requireSecondFactor && (secondFactorFrom === null || secondFactorFrom <= now());
  return (
    <SettingCard
      id="second-factor"
      title="Second factor"
      description="Something that only the person has, asked for after their password or emailed link: a passkey, or an app on their phone that shows codes."
    >
      <div className="mb-5">
        <PolicyForm action={saveSecondFactor.bind(null, org)} version={version} editable={editable}>
          {missing.admins.length > 0 && !requireSecondFactor ? <AdminsFirst admins={missing.admins} /> : null}
          <CheckboxField
            name="requireSecondFactor"
            label="Require a second factor for everyone"
            hint="Members without one cannot open this organization, and their keys are refused, until they set one up. Signing in leads them there, and access comes back by itself. Members who join later need one too."
            defaultChecked={requireSecondFactor}
          />
          <input type="hidden" name="zone" value={times.timeZone} />
          {holds ? (
            <p className="text-muted">
              It holds{" "}
              {secondFactorFrom ? (
                <>
                  since <Time at={secondFactorFrom} show="exact" />
                </>
              ) : (
                "now"
              )}
              .
            </p>
          ) : (
            <Field
              name="secondFactorFrom"
              label="Holds from"
              optional
              type="datetime-local"
              min={wallTime(now(), times.timeZone).slice(0, 16)}
              hint={`By the clock of ${times.timeZone}. Empty: at once. With a day, members see it coming and get a mail 7, 3 and 1 days before.`}
              defaultValue={secondFactorFrom ? wallTime(secondFactorFrom, times.timeZone) : ""}
              className="max-w-md"
            />
          )}
        </PolicyForm>
      </div>
      <WithoutFactor org={org} missing={missing} editable={editable} />
      <SettingPart
        title="Exemptions"
        description="Members who need no second factor until a day that you name. The reason stands in the audit log."
        action={
          editable ? (
            <ExemptionDialog org={org} zone={times.timeZone} tomorrow={wallDay(tomorrow(), times.timeZone)} />
          ) : null
        }
      >
        <ExemptionTable org={org} exemptions={exemptions} search={search} editable={editable} />
      </SettingPart>
    </SettingCard>
  );
}

function tomorrow(): Date {
  return new Date(now().getTime() + 86_400_000);
}

function AdminsFirst({ admins }: { admins: Missing["admins"] }) {
  return (
    <Alert tone="warning" title="Owners and Admins go first">
      It can be required once each of them has a second factor, so that nobody who could undo it is shut out.
      Still without one:
      <ul className="mt-1 list-disc pl-4">
        {admins.map(({ id, name, role }) => (
          <li key={id} className="wrap-anywhere">
            {name} ({roleNames[role]})
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function WithoutFactor({
  org,
  missing,
  editable,
}: Pick<SecondFactorCardProps, "org" | "missing" | "editable">) {
  const { total, members } = missing;
  if (total === 0) {
    return (
      <SettingPart
        title="Everyone has a second factor"
        description="No active member is without one, but for those who are exempt."
      />
    );
  }
  return (
    <SettingPart
      title={
        <>
          Without a second factor <Badge>{total.toLocaleString("en")}</Badge>
        </>
      }
      description="A mail tells each of them how to set one up, at most once a day."
      action={
        editable ? (
          <ActionForm action={notify.bind(null, org)}>
            <SubmitButton variant="secondary" pendingLabel="Notifying…">
              {`Notify them now (${total.toLocaleString("en")})`}
            </SubmitButton>
          </ActionForm>
        ) : null
      }
    >
      <ul
        aria-label={`${count(total, "member")} without a second factor`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by the keyboard.
        tabIndex={0}
        className="max-h-64 divide-y divide-line overflow-y-auto rounded-lg border border-line px-3.5"
      >
        {members.map(({ id, name, email, role }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-2 py-2 wrap-anywhere">
            <span className="font-medium">{name}</span>
            <span className="min-w-0 text-muted">{email}</span>
            <span className="ml-auto text-sm text-muted">{roleNames[role]}</span>
          </li>
        ))}
        {total > members.length ? (
          <li className="py-2 text-muted">and {(total - members.length).toLocaleString("en")} more</li>
        ) : null}
      </ul>
    </SettingPart>
  );
}
