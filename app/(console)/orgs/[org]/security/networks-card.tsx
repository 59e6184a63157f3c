import { SettingCard } from "@/app/(console)/account/setting";
import { saveNetworks } from "@/app/(console)/orgs/[org]/security/actions";
import { CheckboxField } from "@/components/form/choices";
import type { CardProps } from "./card-props";
import { NetworkList } from "./network-list";
import { PolicyForm } from "./policy-form";

/** From which networks the organization can be reached. */
export function NetworksCard({ org, policy, editable, ip }: CardProps & { ip: string | null }) {
  const { networks, networksForWeb, networksForKeys, version } = policy;
  const listed = networks.map(({ cidr, note }) => (note ? `${cidr} ${note}` : cidr)).join("\n");
  return (
    <SettingCard
      id="networks"
      title="Networks"
      description="Lets in only who comes from a network on the list. Everyone else is refused at their next click, also in the middle of their work."
    >
      <PolicyForm action={saveNetworks.bind(null, org)} version={version} editable={editable}>
        <CheckboxField
          name="networksForWeb"
          label="Restrict the web app"
          hint="Pages, exports and accepting an invitation."
          defaultChecked={networksForWeb}
        />
        <CheckboxField
          name="networksForKeys"
          label="Restrict API keys"
          hint="Every call that is made with a key."
          defaultChecked={networksForKeys}
        />
        <NetworkList listed={listed} ip={ip} editable={editable} />
        <div className="flex max-w-prose flex-col gap-2 text-sm text-muted text-pretty">
          <p>
            A new list holds for ten minutes first. Confirm in that time that you can still reach Steward, or
            the list from before holds again by itself.
          </p>
          <p>
            Should everyone be shut out after all, whoever runs this server lets you in again with{" "}
            <code className="font-mono wrap-anywhere text-ink select-all">
              steward ip-allow clear --organization {org}
            </code>
          </p>
        </div>
      </PolicyForm>
    </SettingCard>
  );
}
