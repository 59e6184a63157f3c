function differs(element: Element): boolean {
  if (element instanceof HTMLInputElement) {
    if (element.type === "hidden") return false;
    if (element.type === "checkbox" || element.type === "radio")
      return element.checked !== element.defaultChecked;
    return element.value !== element.defaultValue;
  }
  if (element instanceof HTMLTextAreaElement) return element.value !== element.defaultValue;
  if (element instanceof HTMLSelectElement) {
    const options = [...element.options];
    const initial = options.some(({ defaultSelected }) => defaultSelected);
    return initial
      ? options.some(({ selected, defaultSelected }) => selected !== defaultSelected)
      : element.selectedIndex > 0;
  }
  return false;
}

/** Whether something in the form is not as it was drawn. */
export function isChanged(form: HTMLFormElement): boolean {
  return [...form.elements].some(differs);
}
