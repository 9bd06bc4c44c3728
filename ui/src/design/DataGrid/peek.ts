/** What is peeked at beside a grid: what the grid needs for it, and what the pane needs. */
import { useEffect, useRef, useState } from 'react';

export interface PeekPane {
  onStep: (by: 1 | -1) => void;
  onOpen: () => void;
  onClose: () => void;
}

export function usePeek<Row extends { id: string }>(open: (row: Row) => void) {
  const [row, setRow] = useState<Row | null>(null);
  const step = useRef<((by: 1 | -1) => void) | null>(null);
  const close = () => setRow(null);
  return {
    row,
    close,
    /** Spread into the grid; Space on the row that is peeked at closes the pane. */
    grid: {
      onPeek: (next: Row) => setRow((before) => (before?.id === next.id ? null : next)),
      peeked: row?.id ?? null,
      stepRef: step,
    },
    pane: { onStep: (by: 1 | -1) => step.current?.(by), onOpen: () => row && open(row), onClose: close },
  };
}

/** The record in the pane as it is now, whatever the list has of it; one that cannot be read anew closes the pane. */
export function usePeeked<Found>(
  { data, isError }: { data: Found | undefined; isError: boolean },
  onClose: () => void,
): Found | undefined {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (isError) close.current();
  }, [isError]);
  return data;
}
