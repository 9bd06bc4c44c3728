/** The frame of a timeline: how many days fill it, and where along them it opens. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { dayAfter, daysBetween } from '@/design/Calendar/days';

/** What stands on the days, whether it is done or still goes on. */
export interface Stretch {
  start: string;
  end: string;
  isOpen: boolean;
}

/** The names beside the days. */
const namesWidth = 200;
/** Where the opening day stands in the frame. */
const lead = 160;

/** The day a timeline opens at: today when something is near it, else where work begins that is still open, or any. */
export function openingDay(stretches: readonly Stretch[], today: string, near: number): string {
  const [from, to] = [dayAfter(today, -near), dayAfter(today, near)];
  if (stretches.some(({ start, end }) => start <= to && end >= from)) return today;
  const first = stretches.toSorted((one, other) => (one.start < other.start ? -1 : 1));
  return (first.find(({ isOpen }) => isOpen) ?? first[0])?.start ?? today;
}

interface Frame {
  from: string;
  /** How many days there are to show. */
  days: number;
  /** How many pixels a day has. */
  width: number;
  today: string;
  stretches: readonly Stretch[];
}

export function useTimelineFrame({ from, days, width, today, stretches }: Frame) {
  const scroll = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const box = scroll.current;
    if (!box) return;
    const measure = () => setRoom(box.clientWidth - namesWidth);
    measure();
    const seen = new ResizeObserver(measure);
    seen.observe(box);
    return () => seen.disconnect();
  }, []);
  const opening = openingDay(stretches, today, Math.floor(lead / width));
  const ahead = Math.max(daysBetween(from, opening) * width - lead, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is done or moved there scrolls nothing away from who does it.
  useEffect(() => {
    const box = scroll.current;
    if (box) box.scrollLeft = getComputedStyle(box).direction === 'rtl' ? -ahead : ahead;
  }, [from, width]);
  return { scroll, count: Math.max(days, Math.floor(room / width)) };
}
