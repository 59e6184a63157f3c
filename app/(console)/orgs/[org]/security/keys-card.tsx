import { SettingCard } from "@/app/(console)/account/setting";
import { saveKeys } from "@/app/(console)/orgs/[org]/security/actions";
import { Field } from "@/components/form/field";
import { noticeDays } from "@/lib/domain/key-notices/rules";
import { bounds } from "@/lib/domain/security/input";
import type { CardProps } from "./card-props";
import { PolicyForm } from "./policy-form";

/** For how long API keys may live. */
export function KeysCard({ org, policy, editable }: CardProps) {
  return (
    <SettingCard
      id="keys"
      title="API keys"
      description={`A key that ends soon does less harm once it leaks. Its holder is told by email ${noticeDays.first} days before, and ${noticeDays.last}, and can rotate it without a gap.`}
    >
      <PolicyForm action={saveKeys.bind(null, org)} version={policy.version} editable={editable}>
        <Field
          name="keyLifeDays"
          label="Longest life of an API key"
          hint="Days, 1 to 365. Empty: a year. It holds for keys that are made or rotated from now on; those that exist keep their end."
          optional
          type="number"
          inputMode="numeric"
          {...bounds.keyLifeDays}
          defaultValue={policy.keyLifeDays ?? ""}
          className="max-w-md"
        />
      </PolicyForm>
    </SettingCard>
  );
}
