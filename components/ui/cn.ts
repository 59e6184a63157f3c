import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. It does not resolve conflicts as tailwind-merge would, which would cost every page 8 KB:
 * callers pass classes for layout (width, margin, order), components keep the looks.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
