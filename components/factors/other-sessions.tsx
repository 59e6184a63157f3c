import { CheckboxField } from "@/components/form/choices";

/** Whether a change of how the account is protected ends its other sessions too. */
export function OtherSessions() {
  return (
    <CheckboxField
      name="otherSessions"
      value="end"
      label="Sign out my other sessions"
      hint="Every other browser and device has to sign in again."
    />
  );
}
