import { ensureBuild } from "@/scripts/build";

/** One build for the whole run: servers that were started at once would each make their own, in one place. */
export default function setup(): void {
  ensureBuild();
}
