import { SettingCard } from "@/app/(console)/account/setting";
import { saveAdminReach } from "@/app/(console)/orgs/[org]/settings/actions";
import { RadioCards } from "@/components/form/choices";
import { VersionedForm } from "@/components/form/versioned-form";
import type { Actor } from "@/lib/auth/actor";

/** What Admins may do to each other. Everyone who opens the settings sees it; an Owner decides. */
export function AdminReachCard({ actor, version }: { actor: Actor; version: number }) {
  const { slug, adminsManageAdmins } = actor.organization;
  const decides = actor.roles.includes("owner");
  return (
    <SettingCard
      id="admins"
      title="Admins may manage admins"
      description={
        decides
          ? "Owners can always change, disable and remove Admins. Nobody but an Owner can do so to an Owner."
          : `${adminsManageAdmins ? "Admins may change, disable and remove each other." : "Only Owners may change, disable and remove Admins."} An Owner can change that.`
      }
    >
      {decides ? (
        <VersionedForm action={saveAdminReach.bind(null, slug)} version={version} className="max-w-lg">
          <RadioCards
            name="adminsManageAdmins"
            legend="Who manages Admins"
            defaultValue={adminsManageAdmins ? "yes" : "no"}
            options={[
              { value: "no", label: "Owners only" },
              {
                value: "yes",
                label: "Owners and Admins",
                hint: "An Admin can then change the role of another, disable, reset and remove them.",
              },
            ]}
          />
        </VersionedForm>
      ) : null}
    </SettingCard>
  );
}
