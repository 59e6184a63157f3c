import { cn } from "@/components/ui/cn";
import { DaysTable } from "./days-table";
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

/** The picture is stretched to its place, so its size is only a scale; words stand beside it as text. */
const width = 1_000;
const height = 100;

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
  const step = width / Math.max(1, data.length);
  const yOf = (value: number) => height * (1 - value / most);
  const labelEvery = Math.ceil(data.length / 7);
  const last = data.length - 1;

  return (
    <figure aria-label={label}>
      <ul
        className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted"
        aria-label="Colours"
      >
        {series.map(({ key, label: name, tone }) => (
          <li key={key} className="inline-flex items-center gap-1.5">
            <span aria-hidden="true" className={cn("size-2 rounded-xs", dots[tone])} />
            {name}
          </li>
        ))}
      </ul>
      <div aria-hidden="true" className="tabular flex gap-2.5 text-xs text-muted">
        <div className="flex h-44 flex-col justify-between text-right">
          {[most, most / 2, 0].map((value) => (
            <span key={value} className="-my-2">
              {value.toLocaleString("en", { notation: "compact" })}
            </span>
          ))}
        </div>
        <div className="min-w-0 flex-1">
          <svg
            aria-hidden="true"
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            className="h-44 w-full overflow-visible"
          >
            {[0, most / 2, most].map((value) => (
              <line
                key={value}
                x2={width}
                y1={yOf(value)}
                y2={yOf(value)}
                vectorEffect="non-scaling-stroke"
                className="stroke-line"
              />
            ))}
            {data.map((day, index) => (
              <Bar key={day.day} x={step * index} {...{ day, series, step, yOf }} />
            ))}
          </svg>
          <div className="relative mt-2 h-4">
            {data.map(({ day }, index) =>
              (last - index) % labelEvery === 0 ? (
                <span
                  key={day}
                  className={cn(
                    "absolute -translate-x-1/2 whitespace-nowrap",
                    ((last - index) / labelEvery) % 2 === 1 && "max-sm:hidden",
                    index === last && data.length > 7 && "right-0 translate-x-0",
                  )}
                  style={
                    index === last && data.length > 7
                      ? undefined
                      : { left: `${((index + 0.5) / data.length) * 100}%` }
                  }
                >
                  {dayLabel(day)}
                </span>
              ) : null,
            )}
          </div>
        </div>
      </div>
      <DaysTable data={data} series={series} label={label} />
    </figure>
  );
}

type BarProps = {
  x: number;
  day: DayOfValues;
  series: readonly Series[];
  step: number;
  yOf: (value: number) => number;
};

/** One day's stack; the whole column answers to the pointer, so that small values can be asked for too. */
function Bar({ x, day: { day, values }, series, step, yOf }: BarProps) {
  const words = series
    .map(({ key, label }) => `${label} ${(values[key] ?? 0).toLocaleString("en")}`)
    .join(", ");
  const barWidth = Math.min(60, step * 0.7);
  let below = 0;
  return (
    <g>
      <title>{`${dayLabel(day)}: ${words}`}</title>
      <rect x={x} width={step} height={height} className="fill-transparent hover:fill-hover" />
      {series.map(({ key, tone }) => {
        const value = values[key] ?? 0;
        const y = yOf(below + value);
        const size = yOf(below) - y;
        below += value;
        if (value === 0) return null;
        return (
          <rect
            key={key}
            x={x + (step - barWidth) / 2}
            y={y}
            width={barWidth}
            height={size}
            className={cn("pointer-events-none", fills[tone])}
          />
        );
      })}
    </g>
  );
}
