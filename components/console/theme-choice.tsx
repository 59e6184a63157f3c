"use client";

import { useSyncExternalStore } from "react";
import { chooseTheme, currentTheme, onThemeChange, themes } from "./theme";

/** Light, dark, or as the system wishes. */
export function ThemeChoice() {
  const theme = useSyncExternalStore(onThemeChange, currentTheme, () => "system");
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
              onChange={() => chooseTheme(value)}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
