import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A boxed part of a page. With `aria-labelledby` it is a landmark of its own. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cn("rounded-xl border bg-surface", className)} {...rest} />;
}

export function CardHeader({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-1 px-5 pt-5", className)} {...rest} />;
}

export function CardTitle({ className, ...rest }: ComponentProps<"h2">) {
  return <h2 className={cn("text-lg font-semibold tracking-tight wrap-anywhere", className)} {...rest} />;
}

export function CardDescription({ className, ...rest }: ComponentProps<"p">) {
  return <p className={cn("max-w-prose wrap-anywhere text-muted", className)} {...rest} />;
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("px-5 py-5", className)} {...rest} />;
}
