import type { Metadata } from "next";
import { MessagePage } from "@/components/console/message-page";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <MessagePage
      title="This page does not exist, or you have no access to it"
      action={
        <ButtonLink href="/" variant="primary">
          Go to the start page
        </ButtonLink>
      }
    >
      Check the address for a typing mistake. If someone sent you the link, ask them to confirm that you
      belong to their organization.
    </MessagePage>
  );
}
