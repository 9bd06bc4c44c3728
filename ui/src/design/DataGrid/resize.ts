/** Columns made wider and narrower: by dragging the end of a header, or with Shift and the arrow keys on it. */
import { type PointerEvent, useRef } from 'react';
import type { GridColumn } from './columns';

const widthMin = 56;
const widthMax = 960;
/** What one key press changes, in pixels. */
const step = 16;

const within = (width: number) => Math.round(Math.min(widthMax, Math.max(widthMin, width)));

interface Dragged {
  at: number;
  from: number;
  width: number;
  now: number;
}

interface Resizable<Row> {
  columns: readonly GridColumn<Row>[];
  /** The tracks of the grid when one column has this width. */
  tracks: (at: number, width: string) => string;
  rightToLeft: boolean;
}

/** Handlers of the header; while dragging only a CSS variable moves, the width is kept at the end. */
export function useResize<Row>({ columns, tracks, rightToLeft }: Resizable<Row>) {
  const dragged = useRef<Dragged | null>(null);
  const handleOf = (event: { target: EventTarget }) =>
    (event.target as Element).closest<HTMLElement>('[data-resize]');

  return {
    onPointerDown: (event: PointerEvent) => {
      const handle = handleOf(event);
      const cell = handle?.parentElement;
      if (!handle || !cell || event.button !== 0) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      const { width } = cell.getBoundingClientRect();
      dragged.current = { at: Number(handle.dataset.resize), from: event.clientX, width, now: width };
    },
    onPointerMove: (event: PointerEvent) => {
      const drag = dragged.current;
      if (!drag) return;
      const by = event.clientX - drag.from;
      drag.now = within(drag.width + (rightToLeft ? -by : by));
      const table = (event.currentTarget as Element).closest<HTMLElement>('.grid-table');
      table?.style.setProperty('--cols', tracks(drag.at, `${drag.now}px`));
    },
    onPointerUp: () => {
      const drag = dragged.current;
      dragged.current = null;
      if (drag && drag.now !== drag.width) columns[drag.at]?.resize?.(drag.now);
    },
    onDoubleClick: (event: { target: EventTarget }) => {
      const handle = handleOf(event);
      if (handle) columns[Number(handle.dataset.resize)]?.resize?.(null);
    },
  };
}

/** A key on a header cell; true when it was one of these. */
export function resizeByKey<Row>(
  key: string,
  column: GridColumn<Row> | undefined,
  cell: HTMLElement | null,
  rightToLeft: boolean,
): boolean {
  if (!column?.resize) return false;
  if (key === 'Backspace') column.resize(null);
  else if ((key === 'ArrowRight' || key === 'ArrowLeft') && cell) {
    const wider = (key === 'ArrowRight') !== rightToLeft;
    column.resize(within(cell.getBoundingClientRect().width + (wider ? step : -step)));
  } else return false;
  return true;
}
