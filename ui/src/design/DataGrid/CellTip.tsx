/** The whole text of the cell the keys stand on, when the column cuts it: what the tooltip is for the pointer. */
import { type CSSProperties, useLayoutEffect, useState } from 'react';

interface Tip {
  text: string;
  style: CSSProperties;
}

/** `of` is the id of the cell; a cell that shows everything has no tip. */
export function CellTip({ of, rightToLeft }: { of: string; rightToLeft: boolean }) {
  const [tip, setTip] = useState<Tip | null>(null);
  useLayoutEffect(() => {
    const cell = document.getElementById(of);
    const line = cell?.parentElement;
    const text = cell?.querySelector<HTMLElement>('.cut');
    if (!cell || !line || !text || text.scrollWidth <= text.clientWidth) return setTip(null);
    const start = rightToLeft ? line.offsetWidth - cell.offsetLeft - cell.offsetWidth : cell.offsetLeft;
    setTip({
      text: text.textContent ?? '',
      style: {
        transform: line.style.transform,
        insetInlineStart: start,
        insetBlockStart: cell.offsetHeight,
        minInlineSize: cell.offsetWidth,
      },
    });
  }, [of, rightToLeft]);
  return tip ? (
    // Read aloud already: the grid names the cell itself.
    <div className="grid-tip" aria-hidden style={tip.style} dir="auto">
      {tip.text}
    </div>
  ) : null;
}
