import { Fold } from "./fold";
import type { Field } from "./schema";
import { Line, Typed } from "./words";

/** What is sent or answered, field by field; what lies within one opens below it. */
export function FieldList({ fields, sent }: { fields: Field[]; sent: boolean }) {
  return (
    <ul className="border-t border-line">
      {fields.map((field) => (
        <li key={field.name} className="border-b border-line py-3">
          <FieldWords field={field} sent={sent} />
        </li>
      ))}
    </ul>
  );
}

function FieldWords({ field, sent }: { field: Field; sent: boolean }) {
  const { name, type, required, nullable, words, values, limits, fields } = field;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
        <code className="font-mono text-sm font-semibold wrap-anywhere">{name}</code>
        <span className="text-sm text-muted">{nullable ? `${type} or null` : type}</span>
        {sent && required ? <span className="text-sm font-medium text-warning-ink">required</span> : null}
        {!sent && !required ? <span className="text-sm text-muted">not always there</span> : null}
        {limits.length > 0 ? <span className="text-sm text-faint">{limits.join(" · ")}</span> : null}
      </p>
      {words ? (
        <p className="mt-1 max-w-prose text-muted text-pretty">
          <Line>{words}</Line>
        </p>
      ) : null}
      {values.length > 0 ? <Values values={values} /> : null}
      {fields.length > 0 ? (
        <Fold
          title={`${fields.length === 1 ? "1 field" : `${fields.length} fields`} of ${name}`}
          className="mt-2"
        >
          <div className="border-l-2 border-line pl-4">
            <FieldList fields={fields} sent={sent} />
          </div>
        </Fold>
      ) : null}
    </>
  );
}

/** So many choices are told at once; longer lists open. */
const fewValues = 12;

function Values({ values }: { values: string[] }) {
  const list = (
    <span className="flex flex-wrap gap-1 text-sm">
      {values.map((value) => (
        <Typed key={value}>{value}</Typed>
      ))}
    </span>
  );
  if (values.length <= fewValues) return <div className="mt-1.5">{list}</div>;
  return (
    <Fold title={`One of ${values.length} values`} className="mt-1.5">
      {list}
    </Fold>
  );
}
