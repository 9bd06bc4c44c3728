/** What is peeked at beside a grid: what the grid needs for it, and what the pane needs. */
import { useRef, useState } from 'react';

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
      /** What is peeked at has changed: its actions are those of the row as it is now. */
      onPeekedChange: (next: Row) => setRow((before) => (before?.id === next.id ? next : before)),
      peeked: row?.id ?? null,
      stepRef: step,
    },
    pane: { onStep: (by: 1 | -1) => step.current?.(by), onOpen: () => row && open(row), onClose: close },
  };
}
