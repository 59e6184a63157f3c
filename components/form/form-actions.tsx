import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** The buttons of a form, the deed first; on phones they fill the width. */
export function FormActions({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-2 sm:flex-row sm:items-center", className)} {...rest} />;
}
