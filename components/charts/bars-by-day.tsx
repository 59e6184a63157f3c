import { cn } from "@/components/ui/cn";
import { axisTop, dayLabel } from "./scale";

export type ChartTone = "accent" | "success" | "warning" | "danger" | "neutral";
export type Series = { key: string; label: string; tone: ChartTone };
export type DayOfValues = { day: string; values: Record<string, number> };

const fills: Record<ChartTone, string> = {
  accent: "fill-accent",
  success: "fill-success",
  warning: "fill-warning",
  danger: "fill-danger",
  neutral: "fill-control",
};
const dots: Record<ChartTone, string> = {
  accent: "bg-accent",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  neutral: "bg-control",
};

const width = 720;
const height = 200;
const left = 36;
const bottom = 22;
const top = 8;

export type BarsByDayProps = {
  /** Oldest first; `day` is an ISO date (`2026-03-14`). */
  data: readonly DayOfValues[];
  /** From the foot of the bars upwards. */
  series: readonly Series[];
  label: string;
};

/** Stacked bars, one a day. What the picture shows can be read as a table too, by anyone. */
export function BarsByDay({ data, series, label }: BarsByDayProps) {
  const totals = data.map(({ values }) => series.reduce((sum, { key }) => sum + (values[key] ?? 0), 0));
  const most = axisTop(Math.max(0, ...totals));
  const step = (width - left) / Math.max(1, data.length);
  const barWidth = Math.min(28, step * 0.68);
  const yOf = (value: number) => top + (height - top - bottom) * (1 - value / most);
  const labelEvery = Math.ceil(data.length / 8);

  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
        <span className="sr-only">{label}: </span>
        {series.map(({ key, label: name, tone }) => (
          <span key={key} className="inline-flex items-center gap-1.5">
            <span aria-hidden="true" className={cn("size-2 rounded-xs", dots[tone])} />
            {name}
          </span>
        ))}
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} className="w-full max-sm:min-h-44" role="img" aria-label={label}>
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <line x1={left} x2={width} y1={yOf(value)} y2={yOf(value)} className="stroke-line" />
            <text x={left - 8} y={yOf(value) + 4} textAnchor="end" className="fill-muted text-[11px]">
              {value.toLocaleString("en", { notation: "compact" })}
            </text>
          </g>
        ))}
        {data.map(({ day, values }, index) => {
          const x = left + step * index + (step - barWidth) / 2;
          let below = 0;
          return (
            <g key={day}>
              <title>
                {`${dayLabel(day)}: ${series.map(({ key, label: name }) => `${name} ${(values[key] ?? 0).toLocaleString("en")}`).join(", ")}`}
              </title>
              <rect x={left + step * index} y={top} width={step} height={height - top - bottom} fill="transparent" />
              {series.map(({ key, tone }) => {
                const value = values[key] ?? 0;
                const y = yOf(below + value);
                const size = yOf(below) - y;
                below += value;
                return value > 0 ? (
                  <rect key={key} x={x} y={y} width={barWidth} height={size} rx="1.5" className={fills[tone]} />
                ) : null;
              })}
              {(data.length - 1 - index) % labelEvery === 0 ? (
                <text x={x + barWidth / 2} y={height - 5} textAnchor="middle" className="fill-muted text-[11px]">
                  {dayLabel(day)}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
      <details className="mt-2 text-sm">
        <summary className="inline-block rounded-sm text-muted hover:text-ink">Show as a table</summary>
        <div className="mt-2 max-h-72 overflow-auto rounded-lg border border-line">
          <table className="tabular w-full text-left">
            <caption className="sr-only">{label}</caption>
            <thead className="bg-subtle text-muted">
              <tr>
                <th scope="col" className="px-3 py-1.5 font-medium">
                  Day
                </th>
                {series.map(({ key, label: name }) => (
                  <th key={key} scope="col" className="px-3 py-1.5 text-right font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map(({ day, values }) => (
                <tr key={day} className="border-t border-line">
                  <th scope="row" className="px-3 py-1.5 font-normal">
                    {dayLabel(day)}
                  </th>
                  {series.map(({ key }) => (
                    <td key={key} className="px-3 py-1.5 text-right">
                      {(values[key] ?? 0).toLocaleString("en")}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
