import { Slot } from "@radix-ui/react-slot";
import { cva, type VariantProps } from "class-variance-authority";
import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";
import { BusyButton } from "./busy-button";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export const buttonStyles = cva(
  [
    "relative inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap",
    "transition-colors duration-100 select-none [&_svg]:size-4 [&_svg]:shrink-0",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed",
  ],
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent not-disabled:hover:bg-accent-hover",
        secondary: "border border-line bg-surface text-ink not-disabled:hover:bg-subtle",
        ghost: "text-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink",
        danger: "bg-danger text-on-danger not-disabled:hover:bg-danger-hover",
        link: "text-accent-ink underline-offset-4 not-disabled:hover:underline",
      },
      size: { sm: "h-7 px-2.5 text-sm", md: "h-9 px-3.5 text-base", icon: "size-8" },
    },
    compoundVariants: [{ variant: "link", class: "h-auto px-0" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type Looks = VariantProps<typeof buttonStyles>;

export type ButtonProps = ComponentProps<"button"> & Looks & { pending?: boolean; asChild?: boolean };

/**
 * A button. Given `pending`, it shows while it works and takes no second press.
 * With `asChild` its one child takes its looks.
 */
export function Button({ variant, size, pending, asChild, className, children, type, ...rest }: ButtonProps) {
  const looks = cn(buttonStyles({ variant, size }), className);
  if (asChild) {
    return (
      <Slot className={looks} {...rest}>
        {children}
      </Slot>
    );
  }
  if (pending !== undefined) {
    return (
      <BusyButton busy={pending} type={type ?? "button"} className={looks} {...rest}>
        {pending ? <Spinner /> : null}
        {pending && size === "icon" ? <span className="sr-only">{children}</span> : children}
      </BusyButton>
    );
  }
  return (
    <button type={type ?? "button"} className={looks} {...rest}>
      {children}
    </button>
  );
}

export type ButtonLinkProps = Omit<ComponentProps<typeof Link>, "href"> & Looks & { href: string };

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink({ variant, size, className, href, ...rest }: ButtonLinkProps) {
  return <Link href={href as Route} className={cn(buttonStyles({ variant, size }), className)} {...rest} />;
}
