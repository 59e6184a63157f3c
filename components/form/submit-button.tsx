"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "@/components/ui/button";
import { useActionForm } from "./form-context";

export type SubmitButtonProps = Omit<ButtonProps, "type" | "pending" | "asChild"> & {
  pendingLabel?: ReactNode;
};

/** Sends the form around it, an `ActionForm` or a plain one with an action, and works on while that works. */
export function SubmitButton({ children, pendingLabel, variant = "primary", ...rest }: SubmitButtonProps) {
  const status = useFormStatus();
  const { pending: working } = useActionForm();
  const pending = working || status.pending;
  return (
    <Button type="submit" variant={variant} pending={pending} {...rest}>
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}
