import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Drawer } from "@/components/console/drawer";
import { Logo } from "@/components/console/logo";
import { SkipLink } from "@/components/console/skip-link";
import { ThemeChoice } from "@/components/console/theme-choice";
import { ButtonLink } from "@/components/ui/button";
import { guides } from "./guides";
import { LanguageMemory } from "./language-memory";
import { reference } from "./reference";
import { ReferenceNav, type ReferencePlace } from "./reference-nav";

export const metadata = { title: { template: "%s · Steward API", default: "Steward API" } };

export default function ReferenceLayout({ children }: { children: ReactNode }) {
  const nav = <ReferenceNav {...placesOf()} />;
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="sticky top-0 z-20 flex h-(--header-height) items-center gap-1.5 border-b border-line bg-canvas px-3 sm:px-4">
        <Drawer heading={<Logo />}>{nav}</Drawer>
        <Link href={"/docs/api" as Route} className="flex items-center gap-2 rounded-md">
          <Logo />
          <span className="border-l border-line pl-2 text-muted">
            API<span className="sr-only"> reference</span>
          </span>
        </Link>
        <div className="ml-auto flex items-center gap-1.5">
          <ButtonLink
            href="/api/v1/openapi.json"
            variant="ghost"
            size="sm"
            prefetch={false}
            className="max-sm:hidden"
          >
            OpenAPI
          </ButtonLink>
          <ButtonLink href="/orgs" size="sm">
            Open console
          </ButtonLink>
        </div>
      </header>
      <div className="flex flex-1">
        <aside aria-label="Reference" className="w-64 shrink-0 border-r border-line max-md:hidden">
          <div className="sticky top-(--header-height) flex max-h-[calc(100dvh-var(--header-height))] min-h-[calc(100dvh-var(--header-height))] flex-col gap-6 overflow-y-auto px-3 py-5">
            {nav}
            <div className="mt-auto border-t border-line pt-3">
              <ThemeChoice />
            </div>
          </div>
        </aside>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          <div className="mx-auto w-full max-w-6xl px-4 pt-8 pb-24 sm:px-8">{children}</div>
        </main>
      </div>
      <LanguageMemory />
    </div>
  );
}

function placesOf(): { start: ReferencePlace[]; tags: ReferencePlace[] } {
  return {
    start: [
      { href: "/docs/api", label: "Overview", endpoints: [] },
      ...guides.map(({ slug, title }) => ({ href: `/docs/api/${slug}`, label: title, endpoints: [] })),
    ],
    tags: reference().tags.map(({ slug, name, endpoints }) => ({
      href: `/docs/api/${slug}`,
      label: name,
      endpoints: endpoints.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
    })),
  };
}
