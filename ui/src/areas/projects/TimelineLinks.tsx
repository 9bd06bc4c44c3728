/** Lines from the end of what is waited for to the begin of what waits. Decoration: the panel of a task says the same in words. */
import { type Placed, rowHeight } from './Timeline';

interface TimelineLinksProps {
  rows: readonly (Placed | null)[];
  width: number;
  /** How wide all days are together. */
  span: number;
}

/** How far a line goes straight before it turns, and the size of its head. */
const stub = 6;

export function TimelineLinks({ rows, width, span }: TimelineLinksProps) {
  const place = new Map(rows.flatMap((row, at) => (row ? [[row.bar.task.id, at] as const] : [])));
  const lines = rows.flatMap((row, at) =>
    (row?.bar.task.after ?? []).flatMap((id) => {
      const before = place.get(id);
      const one = before === undefined ? null : rows[before];
      if (!row || !one || before === undefined) return [];
      const from = { x: (one.at + one.days) * width - 2, y: before * rowHeight + rowHeight / 2 };
      const to = { x: row.at * width, y: at * rowHeight + rowHeight / 2 };
      const isCritical = one.bar.is_critical && row.bar.is_critical;
      return [{ id: `${id}-${row.bar.task.id}`, from, to, isCritical }];
    }),
  );
  return (
    <svg
      className="timeline-links"
      aria-hidden="true"
      viewBox={`0 0 ${span} ${rows.length * rowHeight}`}
      style={{ inlineSize: span, blockSize: rows.length * rowHeight }}
    >
      {lines.map(({ id, from, to, isCritical }) => {
        // Where the one that waits begins too early the line goes back over the row between them.
        const middle = to.x - from.x >= stub * 2 ? from.x + stub : null;
        const turn = from.y + (to.y > from.y ? rowHeight / 2 : -rowHeight / 2);
        const way =
          middle === null
            ? `M${from.x} ${from.y} h${stub} V${turn} H${to.x - stub} V${to.y} H${to.x}`
            : `M${from.x} ${from.y} H${middle} V${to.y} H${to.x}`;
        return (
          <g key={id} data-critical={isCritical || undefined}>
            <path d={way} />
            <path className="timeline-arrow" d={`M${to.x} ${to.y} l-5 -3 v6 z`} />
          </g>
        );
      })}
    </svg>
  );
}
