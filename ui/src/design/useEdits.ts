/** What was typed over a live record: another version of the record does not take away what is not saved yet. */
import { useEffect, useState } from 'react';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The record with the edits over it, how to edit it, and the edits alone. */
export function useEdits<Live extends object>(
  live: Live,
): [draft: Live, set: (part: Partial<Live>) => void, changed: Partial<Live>] {
  const [edits, setEdits] = useState<Partial<Live>>({});
  const differing = (all: Partial<Live>) =>
    Object.fromEntries(
      Object.entries(all).filter(([name, value]) => !same(value, live[name as keyof Live])),
    ) as Partial<Live>;
  const known = JSON.stringify(live);
  // What has been saved is no edit any more, so that taking it back shows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the record is compared by what it says.
  useEffect(() => setEdits(differing), [known]);
  return [{ ...live, ...edits }, (part) => setEdits((before) => ({ ...before, ...part })), differing(edits)];
}
