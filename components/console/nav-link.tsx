"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type NavLinkProps = {
  href: string;
  /** Current only at its very address, not below it: for a section whose address begins those of others. */
  exact: boolean;
  children: ReactNode;
};

export function NavLink({ href, exact, children }: NavLinkProps) {
  const pathname = usePathname();
  const current = pathname === href || (!exact && pathname.startsWith(`${href}/`));
  return (
    <Link
      href={href as Route}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-md px-2 max-md:h-10 [&_svg]:size-4 [&_svg]:shrink-0",
        current
          ? "bg-hover font-medium text-ink [&_svg]:text-accent-ink"
          : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
