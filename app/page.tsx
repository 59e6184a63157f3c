import type { Route } from "next";
import { redirect } from "next/navigation";
import { sessionPersonOrNull } from "@/lib/auth/session";
import { findLastOrganization } from "@/lib/domain/organizations/queries";

/** Leads everyone to where they belong: the organization they were in last, their overview, or signing in. */
export default async function RootPage() {
  const person = await sessionPersonOrNull();
  if (!person) redirect("/sign-in");
  const last = await findLastOrganization(person);
  redirect((last ? `/orgs/${last.slug}` : "/orgs") as Route);
}
