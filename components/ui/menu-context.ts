"use client";

import { createContext, type RefObject, use } from "react";

/** Where focus goes when the menu opens. */
export type Opening = "first" | "last";

export type MenuState = {
  opening: Opening | null;
  open: (opening: Opening) => void;
  /** Closes the menu and gives focus back to what opened it, unless focus has gone elsewhere by itself. */
  close: (keepFocus?: boolean) => void;
  trigger: RefObject<HTMLButtonElement | null>;
  triggerId: string;
};

export const MenuContext = createContext<MenuState | null>(null);

export function useMenu(): MenuState {
  const menu = use(MenuContext);
  if (!menu) throw new Error("This part of a menu stands outside of <Menu>.");
  return menu;
}
