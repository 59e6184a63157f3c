"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { SecretBox } from "@/components/ui/secret-box";

type SecretOnceProps = {
  secret: string;
  /** What else is to be known about it. */
  children?: ReactNode;
};

/** A secret that is shown this once, with the button that copies it at hand. */
export function SecretOnce({ secret, children }: SecretOnceProps) {
  const copy = useRef<HTMLButtonElement>(null);

  useEffect(() => copy.current?.focus(), []);

  return (
    <div className="flex flex-col gap-4">
      <SecretBox label="API key" value={secret} copyRef={copy} />
      <Alert tone="warning" title="This is the only time it is shown.">
        {children ?? "Keep it where your secrets live. If it is lost, rotate the key."}
      </Alert>
    </div>
  );
}

/** The end of a dialog that made a secret: it is shown until someone says that they have it. */
export function SecretInDialog({ secret }: { secret: string }) {
  return (
    <>
      <SecretOnce secret={secret} />
      <DialogActions className="mt-5">
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </DialogActions>
    </>
  );
}
