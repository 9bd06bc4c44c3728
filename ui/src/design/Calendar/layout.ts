/** Where things stand in a calendar: slots of a quarter of an hour, and lanes for what happens at once. */

/** Minutes of a slot: the step of every move. */
export const slotMinutes = 15;
/** What has no length takes half an hour, so that its words can be read. */
export const usualMinutes = 30;

export interface Entry {
  id: string;
  /** `YYYY-MM-DD`. */
  day: string;
  /** `HH:MM`; without it the entry stands over the hours. */
  time: string | null;
  minutes: number | null;
}

export interface Placed<One extends Entry> {
  entry: One;
  /** First slot, counted from the first hour shown. */
  slot: number;
  slots: number;
  lane: number;
  lanes: number;
}

export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map((part) => Number.parseInt(part, 10));
  return hours * 60 + minutes;
};

export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The hours to show: the working ones, and any other that something stands in. */
export function hoursOf(entries: readonly Entry[], work: readonly [number, number]): [number, number] {
  let [first, last] = work;
  for (const { time, minutes } of entries) {
    if (time === null) continue;
    const start = minutesOf(time);
    first = Math.min(first, Math.floor(start / 60));
    last = Math.max(last, Math.min(24, Math.ceil((start + (minutes ?? usualMinutes)) / 60)));
  }
  return [first, last];
}

/** Places the timed entries of one day; entries that overlap share the width. */
export function placesOf<One extends Entry>(
  entries: readonly One[],
  [first, last]: readonly [number, number],
): Placed<One>[] {
  const end = ((last - first) * 60) / slotMinutes;
  const timed = entries
    .flatMap((entry) => {
      if (entry.time === null) return [];
      const slot = Math.floor((minutesOf(entry.time) - first * 60) / slotMinutes);
      const slots = Math.max(2, Math.ceil((entry.minutes ?? usualMinutes) / slotMinutes));
      return [{ entry, slot, slots: Math.min(slots, Math.max(1, end - slot)) }];
    })
    .toSorted((a, b) => a.slot - b.slot || b.slots - a.slots || a.entry.id.localeCompare(b.entry.id));
  const placed: Placed<One>[] = [];
  let group: Placed<One>[] = [];
  let until = 0;
  const close = () => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane + 1));
    for (const one of group) placed.push({ ...one, lanes });
    group = [];
  };
  for (const one of timed) {
    if (one.slot >= until) close();
    const taken = new Set(
      group.filter((other) => other.slot + other.slots > one.slot).map(({ lane }) => lane),
    );
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    group.push({ ...one, lane, lanes: 1 });
    until = Math.max(until, one.slot + one.slots);
  }
  close();
  return placed;
}

/** A time moved by some minutes, kept within its day. */
export const shifted = (time: string, by: number): string =>
  timeOf(Math.min(24 * 60 - slotMinutes, Math.max(0, minutesOf(time) + by)));
