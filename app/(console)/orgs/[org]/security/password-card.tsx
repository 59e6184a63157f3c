import { SettingCard } from "@/app/(console)/account/setting";
import { savePassword } from "@/app/(console)/orgs/[org]/security/actions";
import { Field, SelectField } from "@/components/form/field";
import { bounds } from "@/lib/domain/security/input";
import type { CardProps } from "./card-props";
import { PolicyForm } from "./policy-form";
import { strengthWords } from "./words";

type NumberFieldProps = {
  name: keyof typeof bounds & `${"password" | "lockout"}${string}`;
  label: string;
  hint: string;
  value: number | null;
};

function NumberField({ name, value, ...rest }: NumberFieldProps) {
  return (
    <Field
      name={name}
      {...rest}
      type="number"
      inputMode="numeric"
      {...bounds[name]}
      defaultValue={value ?? ""}
      optional={name === "passwordMaxAgeDays"}
    />
  );
}

/** What a password must be, and what happens to wrong ones. */
export function PasswordCard({ org, policy, editable }: CardProps) {
  return (
    <SettingCard
      id="password"
      title="Password"
      description="Common passwords are always refused. Whoever belongs to several organizations has one password: the strictest of them counts, point by point, and where it is chosen it says whose rule it is."
    >
      <PolicyForm action={savePassword.bind(null, org)} version={policy.version} editable={editable}>
        <div className="grid items-end gap-x-8 gap-y-5 md:grid-cols-2">
          <NumberField
            name="passwordMinLength"
            label="Shortest password"
            hint="Characters, 8 to 64. Length protects better than anything else. Passwords that no longer fit are replaced at the next sign-in."
            value={policy.passwordMinLength}
          />
          <SelectField
            name="passwordMinStrength"
            label="Strength"
            hint="Judged by how many guesses it would take, not by kinds of characters."
            options={strengthWords.map((label, score) => ({ value: String(score), label }))}
            defaultValue={String(policy.passwordMinStrength)}
          />
          <NumberField
            name="passwordReuse"
            label="Earlier passwords refused"
            hint="How many of their last passwords may not come again, up to 24. 0: any may."
            value={policy.passwordReuse}
          />
          <NumberField
            name="passwordMaxAgeDays"
            label="Replace after so many days"
            hint="Off while empty, which we advise: NIST SP 800-63B-4 advises against it, because people who must change often choose weaker passwords. 30 to 730 days."
            value={policy.passwordMaxAgeDays}
          />
          <NumberField
            name="lockoutThreshold"
            label="Wrong passwords in a row"
            hint="After so many, 3 to 5, the password is not taken for a while. Passkeys and emailed links go on working, so nobody can be shut out by a stranger."
            value={policy.lockoutThreshold}
          />
          <NumberField
            name="lockoutMinutes"
            label="First rest"
            hint="Minutes, 5 to 60. The rests after it are longer."
            value={policy.lockoutMinutes}
          />
        </div>
      </PolicyForm>
    </SettingCard>
  );
}
