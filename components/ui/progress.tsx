/** How far a longer work has come, in numbers and as a bar. */
export function Progress({ done, total, running }: { done: number; total: number; running: boolean }) {
  return (
    <div>
      <p className="tabular mb-2 text-muted">
        {running ? "Working…" : "Finished:"} {done.toLocaleString("en")} of {total.toLocaleString("en")}
      </p>
      <div
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${total === 0 ? 100 : (done / total) * 100}%` }}
        />
      </div>
    </div>
  );
}
