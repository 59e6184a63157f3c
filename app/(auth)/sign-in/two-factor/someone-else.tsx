import { signOut } from "@/app/(auth)/sign-in/actions";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";

/** The way back for whoever is here with the wrong account. */
export function SomeoneElse() {
  return (
    <ActionForm action={signOut}>
      <SubmitButton variant="link" pendingLabel="Signing out…">
        Sign in as someone else
      </SubmitButton>
    </ActionForm>
  );
}
