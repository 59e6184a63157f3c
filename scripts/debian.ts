import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Whether this process may install Debian's packages. */
export function onDebianAsRoot(): boolean {
  const release = "/etc/os-release";
  return (
    process.getuid?.() === 0 && existsSync(release) && /debian|ubuntu/i.test(readFileSync(release, "utf8"))
  );
}

/** Installs one of Debian's packages; whether it worked is for the caller to see. */
export function installPackage(name: string): void {
  process.stdout.write(`Installing ${name} for the tests.\n`);
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
