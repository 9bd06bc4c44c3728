/** What was typed over a live record: another version of the record does not take away what is not saved yet. */
import { useState } from 'react';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const without = <Whole extends object>(edits: Partial<Whole>, others: Partial<Whole>) =>
  Object.fromEntries(
    Object.entries(edits).filter(([name, value]) => !same(value, others[name as keyof Whole])),
  ) as Partial<Whole>;

/**
 * The record with the edits over it, how to edit it, the edits alone, and what forgets those of this moment: called once
 * they are saved, it lets the record show what was kept, and leaves what was typed since.
 */
export function useEdits<Live extends object>(
  live: Live,
): [draft: Live, set: (part: Partial<Live>) => void, changed: Partial<Live>, saved: () => void] {
  const [edits, setEdits] = useState<Partial<Live>>({});
  return [
    { ...live, ...edits },
    (part) => setEdits((before) => ({ ...before, ...part })),
    without(edits, live),
    () => setEdits((now) => without(now, edits)),
  ];
}
