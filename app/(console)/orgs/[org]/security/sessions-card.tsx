import { SettingCard } from "@/app/(console)/account/setting";
import { saveSessions } from "@/app/(console)/orgs/[org]/security/actions";
import { Field, SelectField } from "@/components/form/field";
import type { CardProps } from "./card-props";
import { PolicyForm } from "./policy-form";
import { inUnits } from "./words";

const units = { minutes: "minutes", hours: "hours", days: "days" } as const;

type LimitProps = {
  name: string;
  unitName: string;
  label: string;
  hint: string;
  minutes: number | null;
  offered: readonly (keyof typeof units)[];
};

/** An amount and its unit; empty sets no limit. */
function Limit({ name, unitName, label, hint, minutes, offered }: LimitProps) {
  const { amount, unit } = minutes === null ? { amount: "", unit: offered[0] } : inUnits(minutes);
  return (
    <div className="grid max-w-xl items-end gap-2 sm:grid-cols-[1fr_8rem]">
      <Field
        name={name}
        label={label}
        hint={hint}
        optional
        type="number"
        inputMode="numeric"
        min={1}
        defaultValue={amount}
      />
      <SelectField
        name={unitName}
        label={`Unit of: ${label}`}
        labelHidden
        options={offered.map((value) => ({ value, label: units[value] }))}
        defaultValue={unit}
      />
    </div>
  );
}

/** After how long a session ends by itself. */
export function SessionsCard({ org, policy, editable }: CardProps) {
  const { version, idleMinutes, absoluteHours } = policy;
  return (
    <SettingCard
      id="sessions"
      title="Sessions"
      description="Without limits of yours, a session ends after 14 days without activity and after 30 days at the latest. A limit counts for every session from when it enters this organization; if other organizations have limits too, the strictest wins."
    >
      <PolicyForm action={saveSessions.bind(null, org)} version={version} editable={editable}>
        <Limit
          name="idleMinutes"
          unitName="idleUnit"
          label="Sign out without activity after"
          hint="5 minutes to 30 days. People are warned shortly before and can stay signed in. Empty: no limit of yours."
          minutes={idleMinutes}
          offered={["minutes", "hours", "days"]}
        />
        <Limit
          name="absoluteHours"
          unitName="absoluteUnit"
          label="Sign out in any case after"
          hint="1 hour to 90 days since signing in, active or not. Empty: no limit of yours."
          minutes={absoluteHours === null ? null : absoluteHours * 60}
          offered={["hours", "days"]}
        />
      </PolicyForm>
    </SettingCard>
  );
}
