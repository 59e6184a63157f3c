import type { Metadata } from "next";
import { ConfirmLink } from "@/app/(auth)/confirm-link";
import { confirm } from "@/app/(auth)/sign-in/actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function ConfirmSignInPage({ searchParams }: PageProps<"/sign-in/confirm">) {
  const { token } = await searchParams;
  return (
    <ConfirmLink
      purpose="sign-in-link"
      token={token}
      action={confirm}
      title="Sign in to Steward"
      again={{ href: "/sign-in", label: "Get a new link" }}
    />
  );
}
