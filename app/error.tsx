"use client";

import { MessagePage } from "@/components/console/message-page";
import { Button, ButtonLink } from "@/components/ui/button";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <MessagePage
      title="Something went wrong on our side"
      reference={error.digest}
      action={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <ButtonLink href="/">Go to the start page</ButtonLink>
        </>
      }
    >
      Nothing you did caused this. Try again in a moment; if it keeps happening, tell your administrator
      {error.digest ? " and name the reference below" : ""}.
    </MessagePage>
  );
}
