/** Totals while typing: asked of the core a moment after the last key; the newest answer wins. */
import { type ApiError, call } from '@/host';
import type { DraftInput, DraftKind, Totals } from '@/host/generated';
import { useAsked } from '@/host/typing';

export interface Priced {
  totals: Totals | null;
  error: ApiError | null;
  /** The answer is for what stands in the form now. */
  current: boolean;
}

export function usePrice(kind: DraftKind, input: DraftInput): Priced {
  const question = input.customer_id ? JSON.stringify(input) : null;
  // The figures of a moment ago stay beside the field that cannot be read.
  const asked = useAsked(question, (signal) => call('document.price', { kind, draft: input }, signal));
  if (question === null) return { totals: null, error: null, current: false };
  return { totals: asked.answer, error: asked.error, current: asked.question === question };
}
