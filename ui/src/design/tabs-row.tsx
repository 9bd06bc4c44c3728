/** Tabs stand in one row. Those that do not fit wait behind the dots at its end; the open one always stands in it. */
import { useLayoutEffect, useRef, useState } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { formatCount } from './format';
import { MoreMenu } from './Menu';

export interface TabHead<Id extends string = string> {
  id: Id;
  title: string;
  count?: number;
}

/** How many tabs fit beside the open one, when not all do. */
function fitting(row: HTMLElement, open: number): number | null {
  const widths = [...row.children].map((tab) => (tab as HTMLElement).offsetWidth);
  // Whether the dots are there, which take from the row, must not say whether they are needed.
  const line = row.parentElement?.clientWidth ?? 0;
  if (widths.reduce((sum, width) => sum + width, 0) <= line) return null;
  let room = row.clientWidth - (widths[open] ?? 0);
  const others = widths.filter((_, at) => at !== open);
  const first = others.findIndex((width) => {
    room -= width;
    return room < 0;
  });
  return first < 0 ? others.length : first;
}

/** What a row of tabs needs: the ref of the row, in which all of its tabs are drawn, which of them wait, and the dots after it. */
export function useTabsRow<Id extends string>(
  tabs: readonly TabHead<Id>[],
  value: Id,
  onChange: (id: Id) => void,
) {
  const t = useT();
  const { format } = useFormatLocale();
  const row = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState<number | null>(null);
  const open = tabs.findIndex(({ id }) => id === value);
  // Words and counts change the widths, and so does the window; both are known only once they are drawn.
  useLayoutEffect(() => {
    const box = row.current;
    if (!box) return;
    const measure = () => setFits(fitting(box, open));
    measure();
    const seen = new ResizeObserver(measure);
    seen.observe(box);
    return () => seen.disconnect();
  });
  const waiting = fits === null ? [] : tabs.filter(({ id }) => id !== value).slice(fits);
  const actions = waiting.map(({ id, title, count }) => ({
    id,
    title,
    note: count === undefined ? undefined : formatCount(count, format),
    run: () => onChange(id),
  }));
  return {
    row,
    waits: (id: Id) => waiting.some((one) => one.id === id),
    more: <MoreMenu label={t('tabs.more')} size="sm" groups={[{ id: 'tabs', actions }]} />,
  };
}

/** What a tab says. */
export function TabTitle({ title, count }: TabHead) {
  const { format } = useFormatLocale();
  return (
    <>
      {title}
      {count === undefined ? null : <span className="n">{formatCount(count, format)}</span>}
    </>
  );
}
