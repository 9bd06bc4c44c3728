/**
 * A list whose order matters. The handle of a line is dragged by pointer, or moved with the arrow keys while it has the
 * focus; drag is by pointer events, since WebKitGTK loses a press after a native one.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useT } from '@/app/i18n';
import { Icon } from './icons';

interface ReorderProps<One> {
  label: string;
  items: readonly One[];
  keyOf: (one: One) => string;
  /** Names a line for its handle. */
  nameOf: (one: One) => string;
  onChange: (items: One[]) => void;
  children: (one: One, index: number) => ReactNode;
}

/** The items with the one at `from` brought to `to`. */
export function moved<One>(items: readonly One[], from: number, to: number): One[] {
  const after = [...items];
  const [one] = after.splice(from, 1);
  if (one !== undefined) after.splice(Math.min(Math.max(to, 0), after.length), 0, one);
  return after;
}

/** Before which line a pointer at this height stands. */
function placeAt(list: HTMLElement | null, y: number): number {
  const lines = [...(list?.children ?? [])];
  const at = lines.findIndex((line) => {
    const box = line.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return at < 0 ? lines.length : at;
}

export function Reorder<One>({ label, items, keyOf, nameOf, onChange, children }: ReorderProps<One>) {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const focused = useRef<string | null>(null);
  useEffect(() => {
    // A line that was moved by key keeps its handle in focus.
    if (focused.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(focused.current)}"]`)?.focus();
    focused.current = null;
  });
  const newest = useRef({ items, onChange });
  useEffect(() => {
    newest.current = { items, onChange };
  });
  useEffect(() => {
    if (dragged === null) return;
    // Heard on the window: the line itself is moved in the page while it is dragged, and would lose the pointer.
    const follow = (event: PointerEvent) => {
      const now = newest.current;
      const index = now.items.findIndex((one) => keyOf(one) === dragged);
      const place = placeAt(list.current, event.clientY);
      const to = place > index ? place - 1 : place;
      if (index >= 0 && to !== index) now.onChange(moved(now.items, index, to));
    };
    const drop = () => setDragged(null);
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', drop);
    return () => {
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', drop);
    };
  }, [dragged, keyOf]);
  return (
    <ol ref={list} className="reorder" aria-label={label}>
      {items.map((one, index) => {
        const key = keyOf(one);
        return (
          <li key={key} data-dragging={dragged === key || undefined}>
            <button
              type="button"
              className="reorder-handle"
              data-handle={key}
              aria-label={t('reorder.handle', { name: nameOf(one), place: index + 1, count: items.length })}
              onKeyDown={(event) => {
                const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
                const to = index + by;
                if (by === 0 || to < 0 || to >= items.length) return;
                event.preventDefault();
                focused.current = key;
                onChange(moved(items, index, to));
              }}
              onPointerDown={(event) => {
                if (event.button === 0) setDragged(key);
              }}
            >
              <Icon name="grip-vertical" />
            </button>
            <div className="grow">{children(one, index)}</div>
          </li>
        );
      })}
    </ol>
  );
}
