/** One cell being typed in: a field laid over it. Enter and Tab keep it, Escape leaves it as it was. */
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { GridColumn } from './columns';

interface CellEditorProps<Row> {
  column: GridColumn<Row>;
  /** What stands in the cell. */
  before: string;
  /** How far down its row begins, drawn or not. */
  start: number;
  /** The header over the cell, which is as wide. */
  head: HTMLElement | null;
  rightToLeft: boolean;
  onKeep: (text: string, step: -1 | 0 | 1) => void;
  onLeave: () => void;
}

export function CellEditor<Row>(props: CellEditorProps<Row>) {
  const { column, before, head, rightToLeft, onKeep, onLeave } = props;
  const [text, setText] = useState(before);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => {
    field.current?.select();
  }, []);
  const keep = (step: -1 | 0 | 1) => {
    if (done.current) return;
    done.current = true;
    if (text.trim() === before.trim() && step === 0) onLeave();
    else onKeep(text, step);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    // What is being composed is written with the same keys.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') keep(0);
    else if (event.key === 'Tab') keep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      done.current = true;
      onLeave();
    } else return;
    event.preventDefault();
  };
  const { offsetLeft = 0, offsetWidth = 0, parentElement: line } = head ?? {};
  const inset = rightToLeft ? (line?.offsetWidth ?? 0) - offsetLeft - offsetWidth : offsetLeft;
  return (
    <input
      ref={field}
      className="grid-editor"
      data-end={column.money || column.end ? true : undefined}
      aria-label={column.title}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here.
      autoFocus
      autoComplete="off"
      dir={column.money || column.end ? 'ltr' : 'auto'}
      value={text}
      style={{
        transform: `translateY(${props.start}px)`,
        insetInlineStart: inset,
        inlineSize: offsetWidth,
      }}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => keep(0)}
    />
  );
}
