"use client";

export const themes = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

export type Theme = (typeof themes)[number]["value"];

const oneYearInSeconds = 31_536_000;
const changed = "steward:theme";

/** The theme of this page: light, dark, or as the system wishes. */
export function currentTheme(): Theme {
  const pinned = document.documentElement.dataset.theme;
  return pinned === "light" || pinned === "dark" ? pinned : "system";
}

/** Chooses for this page and the next ones. The cookie lets the server draw them right at once. */
export function chooseTheme(next: Theme): void {
  const root = document.documentElement;
  if (next === "system") delete root.dataset.theme;
  else root.dataset.theme = next;
  const age = next === "system" ? 0 : oneYearInSeconds;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in supported browsers.
  document.cookie = `theme=${next}; path=/; max-age=${age}; SameSite=Lax`;
  window.dispatchEvent(new Event(changed));
}

/** Calls `listener` at every choice, wherever it is made; the answer ends that. */
export function onThemeChange(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  return () => window.removeEventListener(changed, listener);
}
