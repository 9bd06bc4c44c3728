/** Marks for the performance budgets. `window.__perf()` hands them to the journeys as plain data. */

declare global {
  interface Window {
    __perf?: () => { name: string; type: string; at: number; took: number }[];
  }
}

export function mark(name: string): void {
  performance.mark(name);
}

/** Runs `then` once the frame that holds the current changes has been painted. */
export function afterPaint(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}

/** Sets `name` when what was just rendered is on screen. */
export function markPainted(name: string): void {
  afterPaint(() => mark(name));
}

export function exposeMarks(): void {
  window.__perf = () =>
    performance
      .getEntries()
      .filter((entry) => entry.entryType === 'mark' || entry.entryType === 'measure')
      .map((entry) => ({
        name: entry.name,
        type: entry.entryType,
        at: entry.startTime,
        took: entry.duration,
      }));
}
