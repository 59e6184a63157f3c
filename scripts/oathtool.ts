import { spawnSync } from "node:child_process";
import { installPackage, onDebianAsRoot } from "./debian";

const isThere = () => spawnSync("oathtool", ["--version"]).status === 0;

/** Finds oathtool, or installs it where that can be done: codes in tests come from a program that is not ours. */
export function ensureOathtool(): void {
  if (isThere()) return;
  if (onDebianAsRoot()) installPackage("oathtool");
  if (!isThere())
    throw new Error(
      "The tests need oathtool. Install it (apt-get install oathtool, brew install oath-toolkit).",
    );
}
