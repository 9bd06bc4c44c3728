/** A press that becomes a drag, by pointer events, since WebKitGTK loses a press after a native one. */
import { type PointerEvent, useRef, useState } from 'react';

/** A press becomes a drag only after this many pixels. */
const dragThreshold = 5;

interface Point {
  x: number;
  y: number;
}

/** `onDrop` is told how far something was dragged, and where to. */
export function usePull(able: boolean, onDrop: (by: Point, to: Point) => void) {
  const drag = useRef<(Point & { moved: boolean }) | null>(null);
  const [offset, setOffset] = useState<Point | null>(null);
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) drag.current = { x: event.clientX, y: event.clientY, moved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const from = drag.current;
      if (!from || !able) return;
      const by = { x: event.clientX - from.x, y: event.clientY - from.y };
      if (!from.moved && Math.hypot(by.x, by.y) < dragThreshold) return;
      if (!from.moved) event.currentTarget.setPointerCapture(event.pointerId);
      from.moved = true;
      setOffset(by);
    },
    onPointerUp: (event: PointerEvent) => {
      setOffset(null);
      if (drag.current?.moved && offset) onDrop(offset, { x: event.clientX, y: event.clientY });
    },
    onPointerCancel: () => {
      drag.current = null;
      setOffset(null);
    },
  };
  /** Whether the press that ends now was a drag; asked once, when it becomes a click. */
  const wasPulled = () => {
    const moved = drag.current?.moved ?? false;
    drag.current = null;
    return moved;
  };
  const style = offset ? { transform: `translate(${offset.x}px, ${offset.y}px)` } : {};
  return { handlers, style, isPulled: offset !== null, wasPulled };
}
