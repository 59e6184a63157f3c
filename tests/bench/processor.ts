import { readdirSync, readFileSync } from "node:fs";

/** Linux counts a process's time in hundredths of a second. */
const ticksPerSecond = 100;

type Stat = { pid: number; parent: number; ticks: number };

function stats(): Stat[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, "utf8");
        const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
        // proc(5): parent 4, user 14, system 15, and 16 and 17 of children that have ended.
        const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
        return [{ pid: Number(name), parent: Number(fields[1]), ticks }];
      } catch {
        return []; // It ended meanwhile.
      }
    });
}

/** The processor time, in seconds, that a process has taken with everything that it started. */
export function processorSeconds(pid: number): number {
  const all = stats();
  const within = new Set([pid]);
  for (let grown = -1; grown !== within.size; ) {
    grown = within.size;
    for (const { pid: child, parent } of all) if (within.has(parent)) within.add(child);
  }
  return all.filter((one) => within.has(one.pid)).reduce((sum, one) => sum + one.ticks, 0) / ticksPerSecond;
}
