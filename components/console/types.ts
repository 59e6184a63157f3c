import type { FormAction } from "@/lib/core/action-state";
import type { IconName } from "./icons";

export type SidebarItem = { href: string; label: string; icon: IconName };
export type SidebarSection = { title: string; items: SidebarItem[] };
export type ShellOrganization = { slug: string; name: string; role: string };
export type ShellPerson = {
  name: string;
  email: string;
  /** IANA name of the zone in which they read dates; null for UTC. */
  timeZone: string | null;
};
export type SignOut = FormAction;
/** Asks for the organizations that one may go to. */
export type FindPlaces = FormAction<ShellOrganization[]>;
