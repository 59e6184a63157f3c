import { spawnSync } from "node:child_process";
import { installPackage, onDebianAsRoot } from "./debian";

/** Whether a Redis can be started here. */
export function hasRedis(): boolean {
  return spawnSync("redis-server", ["--version"]).status === 0;
}

/** Installs Redis where that can be done. Without it, the tests that share a limit over two servers say that they are left out. */
export function ensureRedis(): void {
  if (!hasRedis() && onDebianAsRoot()) installPackage("redis-server");
  if (!hasRedis())
    process.stdout.write("Left out: a rate limit shared over Redis. Install redis-server to test it.\n");
}
