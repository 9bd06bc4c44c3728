/** Where a key leads in a grid. Row −1 is the header, so that columns can be sorted without a pointer. */
export interface Place {
  row: number;
  column: number;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows that fit on the screen. */
  page: number;
  /** Reading direction: the arrow keys follow the eye. */
  rightToLeft: boolean;
}

const rowSteps: Record<string, (extent: Extent) => number> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  j: () => 1,
  k: () => -1,
  PageDown: (extent) => extent.page,
  PageUp: (extent) => -extent.page,
};

/** The place a key leads to, or `null` when the key does not move. */
export function move(place: Place, key: string, extent: Extent): Place | null {
  const last = Math.max(0, extent.rows - 1);
  if (key === 'Home') return { ...place, row: 0 };
  if (key === 'End') return { ...place, row: last };
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const forward = (key === 'ArrowRight') !== extent.rightToLeft;
    const column = Math.min(extent.columns - 1, Math.max(0, place.column + (forward ? 1 : -1)));
    return { ...place, column };
  }
  const step = rowSteps[key]?.(extent);
  if (step === undefined) return null;
  const first = key === 'ArrowUp' ? -1 : 0;
  return { ...place, row: Math.min(last, Math.max(first, place.row + step)) };
}
