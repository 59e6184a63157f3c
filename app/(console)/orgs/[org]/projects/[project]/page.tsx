import type { Metadata } from "next";
import { SettingCard } from "@/app/(console)/account/setting";
import { archive, restore, save } from "@/app/(console)/orgs/[org]/projects/actions";
import { decides, ProjectHead, projectAt } from "@/app/(console)/orgs/[org]/projects/project-head";
import { projectRoleHints } from "@/app/(console)/orgs/[org]/projects/words";
import { Field } from "@/components/form/field";
import { VersionedForm } from "@/components/form/versioned-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { sessionActor } from "@/lib/auth/session";
import { projectRoleNames } from "@/lib/core/roles";
import type { Project } from "@/lib/domain/projects/queries";
import { page } from "@/lib/web/page";

export const metadata: Metadata = { title: "Project" };

export default page(async ({ params }: PageProps<"/orgs/[org]/projects/[project]">) => {
  const given = await params;
  const actor = await sessionActor(given.org);
  const project = await projectAt(actor, given);
  const org = actor.organization.slug;
  return (
    <>
      <ProjectHead actor={actor} project={project} active="settings" />
      <div className="flex flex-col gap-6">
        {decides(actor, project) ? (
          <>
            {project.archivedAt ? null : (
              <SettingCard id="general" title="General">
                <VersionedForm action={save.bind(null, org)} version={project.version}>
                  <input type="hidden" name="projectId" value={project.id} />
                  <Field name="name" label="Name" defaultValue={project.name} required autoComplete="off" />
                  <Field
                    name="description"
                    label="Description"
                    defaultValue={project.description}
                    optional
                    autoComplete="off"
                  />
                </VersionedForm>
              </SettingCard>
            )}
            {project.archivedAt ? (
              <RestoreCard org={org} project={project} />
            ) : (
              <ArchiveCard org={org} project={project} />
            )}
          </>
        ) : (
          <SettingCard
            id="role"
            title={`You are ${projectRoleNames[project.role]} of this project`}
            description={`You ${projectRoleHints[project.role]}. The Admins of this project decide who gets in, and with which role.`}
          />
        )}
      </div>
    </>
  );
});

type DeedProps = { org: string; project: Project };

function ArchiveCard({ org, project }: DeedProps) {
  return (
    <SettingCard
      id="archive"
      title="Archive this project"
      description="Whoever has access can still read it. Nobody can change it or be let in until it is restored; nothing of it is deleted."
      action={
        <ConfirmDialog
          trigger={<Button>Archive…</Button>}
          title={`Archive ${project.name}?`}
          description="It leaves the list of active projects and is closed to changes and to new access. Its Admins, and the Owners and Admins of the organization, can restore it as it was."
          confirmLabel="Archive project"
          danger
          fields={{ projectId: project.id }}
          action={archive.bind(null, org)}
        />
      }
    />
  );
}

function RestoreCard({ org, project }: DeedProps) {
  return (
    <SettingCard
      id="restore"
      title="Restore this project"
      description="It is open again as it was, with its settings and everyone's roles."
      action={
        <ConfirmDialog
          trigger={<Button variant="primary">Restore…</Button>}
          title={`Restore ${project.name}?`}
          description="It comes back to the list of active projects, open to changes and to new access."
          confirmLabel="Restore project"
          fields={{ projectId: project.id }}
          action={restore.bind(null, org)}
        />
      }
    />
  );
}
