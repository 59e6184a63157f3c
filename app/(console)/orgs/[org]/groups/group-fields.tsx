import { CheckboxField, CheckboxGroup, RadioCards } from "@/components/form/choices";
import { Field, SelectField } from "@/components/form/field";
import { connectorKinds, connectorNames } from "@/lib/core/connectors";
import { type Role, roleNames } from "@/lib/core/roles";
import type { GroupSettings } from "@/lib/domain/groups/input";

type GroupFieldsProps = {
  group?: GroupSettings;
  /** The roles that a group may be given; null where the role and the default are not this person's to decide. */
  roles: readonly Role[] | null;
};

/** What is set of a group, when it is made and later. */
export function GroupFields({ group, roles }: GroupFieldsProps) {
  // A role that the group has already stays in the list, whatever list there is.
  const listed = roles ? [...new Set([...roles, ...(group?.role ? [group.role] : [])])] : [];
  return (
    <>
      <Field name="name" label="Name" defaultValue={group?.name} maxLength={80} autoComplete="off" required />
      <Field
        name="description"
        label="Description"
        defaultValue={group?.description}
        maxLength={300}
        autoComplete="off"
        optional
      />
      {roles ? (
        <>
          <input type="hidden" name="decides" value="on" />
          <SelectField
            name="role"
            label="Organization role"
            hint="Everyone in the group has it beside their own role."
            defaultValue={group?.role ?? ""}
            options={[
              { value: "", label: "None" },
              ...listed.map((role) => ({ value: role, label: roleNames[role] })),
            ]}
          />
          <CheckboxField
            name="isDefault"
            label="New members join this group"
            hint="One group at most is the default. It cannot give the roles Owner or Admin."
            defaultChecked={group?.isDefault}
          />
        </>
      ) : null}
      <div className="group/connectors flex flex-col gap-4">
        <RadioCards
          name="connectors"
          legend="Connectors"
          hint="The integrations to which its events may go."
          columns={2}
          defaultValue={group?.allowedConnectors ? "chosen" : "all"}
          options={[
            { value: "all", label: "All", hint: "Also those that are connected later." },
            { value: "chosen", label: "Chosen", hint: "Only the kinds that you tick." },
          ]}
        />
        <CheckboxGroup
          name="allowedConnectors"
          legend="Allowed kinds"
          columns={2}
          className="hidden group-has-[input[value=chosen]:checked]/connectors:block"
          defaultValues={group?.allowedConnectors ?? []}
          options={connectorKinds.map((kind) => ({ value: kind, label: connectorNames[kind] }))}
        />
      </div>
      <Field
        name="maxConcurrentScans"
        label="Concurrent scans"
        hint="How many of its scans may run at once. Empty: as many as the plan holds."
        type="number"
        inputMode="numeric"
        min={1}
        max={10_000}
        defaultValue={group?.maxConcurrentScans ?? ""}
        className="max-w-sm"
        optional
      />
    </>
  );
}
