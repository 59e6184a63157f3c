"use client";

import { MessagePage } from "@/components/console/message-page";
import { Button } from "@/components/ui/button";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Steward</title>
        <MessagePage
          title="Steward could not show this page"
          reference={error.digest}
          action={
            <Button variant="primary" onClick={() => retry()}>
              Try again
            </Button>
          }
        >
          Nothing you did caused this. Try again in a moment; if it keeps happening, tell your administrator
          {error.digest ? " and name the reference below" : ""}.
        </MessagePage>
      </body>
    </html>
  );
}
