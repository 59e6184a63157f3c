"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

type Control = HTMLInputElement | HTMLTextAreaElement;

function isControl(element: Element): element is Control {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && element.type !== "hidden";
}

function isBox(control: Control): control is HTMLInputElement {
  return control.type === "checkbox";
}

/**
 * Brings what the server draws anew, after a change made elsewhere, into the fields of a form that nobody has touched.
 * React leaves a field as it was first drawn; what someone has typed stays as it is.
 */
export function useFreshDefaults(place: RefObject<HTMLElement | null>): void {
  const drawn = useRef(new Map<Control, string | boolean>());

  useLayoutEffect(() => {
    const controls = [...(place.current?.closest("form")?.elements ?? [])].filter(isControl);
    for (const control of controls) {
      const before = drawn.current.get(control);
      if (isBox(control)) {
        if (control.checked === before) control.checked = control.defaultChecked;
      } else if (control.value === before && control.value !== control.defaultValue) {
        control.value = control.defaultValue;
      }
    }
    drawn.current = new Map(
      controls.map((control) => [control, isBox(control) ? control.defaultChecked : control.defaultValue]),
    );
  });
}
