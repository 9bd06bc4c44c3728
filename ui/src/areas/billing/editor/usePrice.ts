/** Totals while typing: asked of the core a moment after the last key; the newest answer wins. */
import { useEffect, useState } from 'react';
import { ApiError, call } from '@/host';
import type { DraftInput, DraftKind, Totals } from '@/host/generated';

const pauseMs = 250;

export interface Priced {
  totals: Totals | null;
  error: ApiError | null;
  /** The answer is for what stands in the form now. */
  current: boolean;
}

export function usePrice(kind: DraftKind, input: DraftInput): Priced {
  const signature = JSON.stringify(input);
  const [answer, setAnswer] = useState<Omit<Priced, 'current'> & { signature: string }>({
    totals: null,
    error: null,
    signature: '',
  });
  const ready = Boolean(input.customer_id);
  useEffect(() => {
    if (!ready) return;
    const abort = new AbortController();
    const ask = () =>
      call('document.price', { kind, draft: JSON.parse(signature) as DraftInput }, abort.signal).then(
        (totals) => {
          if (!abort.signal.aborted) setAnswer({ totals, error: null, signature });
        },
        (cause: unknown) => {
          if (abort.signal.aborted) return;
          // The figures of a moment ago stay beside the field that cannot be read.
          setAnswer((before) => ({ totals: before.totals, error: ApiError.from(cause), signature }));
        },
      );
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [kind, signature, ready]);
  if (!ready) return { totals: null, error: null, current: false };
  return { ...answer, current: answer.signature === signature };
}
