import { TextArea } from "@/components/form/field";

/** From where a key may be used. */
export function NetworksField({ networks = [] }: { networks?: readonly string[] }) {
  return (
    <TextArea
      name="networks"
      label="Allowed networks"
      optional
      hint="One network or address a line, up to 50. From anywhere while empty."
      placeholder={"203.0.113.0/24\n2001:db8::/32"}
      defaultValue={networks.join("\n")}
      rows={Math.min(10, Math.max(3, networks.length + 1))}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="none"
      mono
    />
  );
}
