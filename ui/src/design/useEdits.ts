/** What was typed over a live record: another version of the record does not take away what is not saved yet. */
import { useEffect, useRef, useState } from 'react';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const without = <Whole extends object>(edits: Partial<Whole>, others: Partial<Whole>) =>
  Object.fromEntries(
    Object.entries(edits).filter(([name, value]) => !same(value, others[name as keyof Whole])),
  ) as Partial<Whole>;

/**
 * The record with the edits over it, how to edit it, the edits alone, and what says that those of this moment are saved:
 * the next version of the record takes their place, and what was typed since stays.
 */
export function useEdits<Live extends object>(
  live: Live,
): [draft: Live, set: (part: Partial<Live>) => void, changed: Partial<Live>, saved: () => void] {
  const [edits, setEdits] = useState<Partial<Live>>({});
  const kept = useRef<Partial<Live>>({});
  const known = JSON.stringify(live);
  // Not at once: until the record is read anew, it would show what it was before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the record is compared by what it says.
  useEffect(() => {
    const saved = kept.current;
    kept.current = {};
    setEdits((now) => without(now, saved));
  }, [known]);
  return [
    { ...live, ...edits },
    (part) => setEdits((before) => ({ ...before, ...part })),
    without(edits, live),
    () => {
      kept.current = edits;
    },
  ];
}
