import type { DayOfValues, Series } from "./bars-by-day";
import { dayLabel } from "./scale";

export type DaysTableProps = { data: readonly DayOfValues[]; series: readonly Series[]; label: string };

/** What a chart by day shows, in numbers: for those who cannot see it and those who want to know exactly. */
export function DaysTable({ data, series, label }: DaysTableProps) {
  return (
    <details className="mt-3 text-sm">
      <summary className="inline-block rounded-sm text-muted underline decoration-control underline-offset-4 hover:text-ink">
        Show as a table
      </summary>
      <div className="mt-2 overflow-x-auto rounded-lg border">
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
              <tr key={day}>
                <th scope="row" className="border-t px-3 py-1.5 font-normal">
                  {dayLabel(day)}
                </th>
                {series.map(({ key }) => (
                  <td key={key} className="border-t px-3 py-1.5 text-right">
                    {(values[key] ?? 0).toLocaleString("en")}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
