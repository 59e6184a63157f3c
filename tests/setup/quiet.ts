import { afterAll, afterEach, beforeEach, expect, vi } from "vitest";
import { closeDatabase } from "@/db/client";
import { shiftClock } from "@/lib/core/clock";
import { closeQueue } from "@/lib/jobs/queue";

/** Noise on the console is a fault that nobody has looked at yet, so it fails the test. */
beforeEach(() => {
  for (const method of ["log", "warn", "error", "info"] as const) vi.spyOn(console, method);
});

afterEach(() => {
  for (const method of ["log", "warn", "error", "info"] as const) {
    expect(vi.mocked(console[method]).mock.calls, `console.${method}`).toEqual([]);
  }
  vi.restoreAllMocks();
  shiftClock(0);
});

afterAll(async () => {
  await closeQueue(0);
  await closeDatabase(1);
});
