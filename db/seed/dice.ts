export type Dice = ReturnType<typeof dice>;

/** Chance that falls the same way each time (the generator mulberry32), so that every demo looks alike. */
export function dice(start: number) {
  let state = start;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    /** A whole number, both ends included. */
    between,
    chance: (probability: number) => next() < probability,
    pick: <T>(list: readonly [T, ...T[]] | readonly T[]) => list[between(0, list.length - 1)] as T,
  };
}
