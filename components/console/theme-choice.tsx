"use client";

import { useEffect, useState } from "react";

const themes = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

type Theme = (typeof themes)[number]["value"];

const oneYearInSeconds = 31_536_000;

/** Light, dark, or as the system wishes. The cookie lets the server draw the page right at once. */
export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>("system");

  useEffect(() => {
    const pinned = document.documentElement.dataset.theme;
    setTheme(pinned === "light" || pinned === "dark" ? pinned : "system");
  }, []);

  function choose(next: Theme) {
    setTheme(next);
    const root = document.documentElement;
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    const age = next === "system" ? 0 : oneYearInSeconds;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in supported browsers.
    document.cookie = `theme=${next}; path=/; max-age=${age}; SameSite=Lax`;
  }

  return (
    <fieldset className="flex items-center justify-between gap-3 px-2 py-1.5">
      <legend className="sr-only">Theme</legend>
      <span aria-hidden="true" className="text-muted">
        Theme
      </span>
      <div className="flex rounded-md bg-hover p-0.5">
        {themes.map(({ value, label }) => (
          <label
            key={value}
            className="rounded-sm px-2 py-0.5 text-sm text-muted has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              value={value}
              checked={theme === value}
              onChange={() => choose(value)}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
