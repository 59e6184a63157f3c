import { SectionIcon } from "./icons";
import { NavLink } from "./nav-link";
import type { SidebarSection } from "./types";

/** The sections one may enter, in groups. Stands at the left, and in a drawer on phones. */
export function Sidebar({ sections, label }: { sections: SidebarSection[]; label: string }) {
  const hrefs = sections.flatMap(({ items }) => items.map(({ href }) => href));
  return (
    <nav aria-label={label} className="flex flex-col gap-5">
      {sections.map(({ title, items }) => (
        <div key={title}>
          <p className="mb-1 px-2 text-xs font-medium text-faint">{title}</p>
          <ul className="flex flex-col gap-px" aria-label={title}>
            {items.map(({ href, label: words, icon }) => (
              <li key={href}>
                <NavLink href={href} exact={hrefs.some((other) => other.startsWith(`${href}/`))}>
                  <SectionIcon name={icon} />
                  {words}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
