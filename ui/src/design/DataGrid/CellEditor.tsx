/** One cell being typed in: a field laid over it. Enter and Tab keep it, Escape leaves it as it was. */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface CellEditorProps {
  title: string;
  /** It stands at the end side, as figures do. */
  end: boolean;
  /** What stood there when the typing began. */
  before: string;
  /** The cell in the page, whose place the field takes. */
  cell: HTMLElement;
  rightToLeft: boolean;
  onKeep: (text: string, step: -1 | 0 | 1) => void;
  onLeave: () => void;
}

export function CellEditor(props: CellEditorProps) {
  const { title, end, before, cell, rightToLeft, onKeep, onLeave } = props;
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
  const keepNow = useRef(keep);
  useEffect(() => {
    keepNow.current = text.trim() === before.trim() ? () => undefined : keep;
  });
  // Scrolled out of sight, it keeps what was typed as any other way of leaving it does.
  useEffect(() => () => keepNow.current(0), []);
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
  const line = cell.parentElement;
  const start = rightToLeft ? (line?.offsetWidth ?? 0) - cell.offsetLeft - cell.offsetWidth : cell.offsetLeft;
  return (
    <input
      ref={field}
      className="grid-editor"
      data-end={end || undefined}
      aria-label={title}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here.
      autoFocus
      autoComplete="off"
      dir={end ? 'ltr' : 'auto'}
      value={text}
      style={{
        transform: line?.style.transform,
        insetInlineStart: start,
        inlineSize: cell.offsetWidth,
        blockSize: cell.offsetHeight,
      }}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => keep(0)}
    />
  );
}
