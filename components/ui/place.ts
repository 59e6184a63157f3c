export type Side = "top" | "bottom";
export type Align = "start" | "center" | "end";

const gapPx = 5;
const marginPx = 8;

/** Puts a floating `panel` beside its `anchor`: on the other side where there is no room, never beyond the window. */
export function place(anchor: Element, panel: HTMLElement, side: Side, align: Align): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const above = at.top - gapPx - height;
  const below = at.bottom + gapPx;
  const fitsAbove = above >= marginPx;
  const fitsBelow = below + height <= window.innerHeight - marginPx;
  const top =
    side === "bottom" ? (fitsBelow || !fitsAbove ? below : above) : fitsAbove || !fitsBelow ? above : below;
  const left = {
    start: at.left,
    center: at.left + (at.width - width) / 2,
    end: at.right - width,
  }[align];
  panel.style.top = `${top}px`;
  panel.style.left = `${Math.max(marginPx, Math.min(left, window.innerWidth - width - marginPx))}px`;
}
