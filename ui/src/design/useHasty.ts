/**
 * Enter pressed before the proposals for its words were here. It is decided by itself, whatever is typed or focused meanwhile: the
 * form waits for it, and several are decided in their order.
 */
import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Held, useHold } from './Form';

interface Hasty {
  words: string;
  held: Held | undefined;
}

/** `asking` is how proposals for words are asked for, `decide` is told of those of each Enter. */
export function useHasty<Found>(
  asking: (words: string) => UseQueryOptions<Found[]>,
  decide: (words: string, found: readonly Found[]) => void,
) {
  const hold = useHold();
  const [waiting, setWaiting] = useState<readonly Hasty[]>([]);
  const first = waiting[0];
  const { data, isFetching } = useQuery({ ...asking(first?.words ?? ''), enabled: first !== undefined });
  const held = useRef(new Set<Held | undefined>());
  const decided = useRef<Hasty>(undefined);
  useEffect(() => {
    if (!first || isFetching || decided.current === first) return;
    decided.current = first;
    setWaiting((before) => before.filter((one) => one !== first));
    held.current.delete(first.held);
    decide(first.words, data ?? []);
    first.held?.land();
  });

  const drop = () => {
    for (const one of held.current) one?.drop();
    held.current.clear();
    setWaiting([]);
  };
  useEffect(() => {
    const open = held.current;
    return () => {
      for (const one of open) one?.drop();
    };
  }, []);
  const wait = (words: string) => {
    const one = { words, held: hold?.() };
    held.current.add(one.held);
    setWaiting((before) => [...before, one]);
  };
  return { words: waiting.at(-1)?.words, wait, drop };
}
