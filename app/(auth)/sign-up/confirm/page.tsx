import type { Metadata } from "next";
import { ConfirmLink } from "@/app/(auth)/confirm-link";
import { confirm } from "@/app/(auth)/sign-up/actions";

export const metadata: Metadata = { title: "Confirm your email" };

export default async function ConfirmEmailPage({ searchParams }: PageProps<"/sign-up/confirm">) {
  const { token } = await searchParams;
  return (
    <ConfirmLink
      purpose="confirm-email"
      token={token}
      action={confirm}
      title="Confirm your email"
      again={{ href: "/sign-up", label: "Start again" }}
    />
  );
}
