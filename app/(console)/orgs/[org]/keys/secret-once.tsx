"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
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
