"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, type FieldProps } from "./field";

export type PasswordFieldProps = Omit<FieldProps, "type" | "suffix">;

/** A password that can be looked at while it is typed, and pasted (ASVS 6.2.6, 6.2.7). */
export function PasswordField({ autoComplete = "current-password", ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      type={shown ? "text" : "password"}
      autoComplete={autoComplete}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      suffix={
        <Button
          variant="ghost"
          size="sm"
          aria-label="Show password"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? "Hide" : "Show"}
        </Button>
      }
      {...rest}
    />
  );
}
