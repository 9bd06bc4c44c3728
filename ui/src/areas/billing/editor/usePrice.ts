/** Totals while typing: asked of the core a moment after the last key; the newest answer wins. */
import { type ApiError, call } from '@/host';
import type { DraftKind, LineInput, Totals } from '@/host/generated';
import { useAsked } from '@/host/typing';
import { type DocumentForm, inputOf, type LineForm } from './document-form';

export interface Priced {
  totals: Totals | null;
  /** The lines that the totals are of, as they were then. */
  lines: readonly LineForm[];
  error: ApiError | null;
  /** The totals are of what stands in the form now. */
  current: boolean;
}

/** A tax that was just chosen has no rate yet: nothing is reckoned with it, and nothing is wrong. */
const withRates = (line: LineInput): LineInput => ({
  ...line,
  taxes: line.taxes?.filter(({ rate }) => rate.trim() !== ''),
});

export function usePrice(kind: DraftKind, form: DocumentForm, recurs: boolean): Priced {
  const typed = inputOf(form, kind);
  const draft = { ...typed, lines: typed.lines?.map(withRates) };
  const question = draft.customer_id ? JSON.stringify(draft) : null;
  // The figures of a moment ago stay beside the field that cannot be read.
  const { answer, error, ...asked } = useAsked(question, async (signal) => ({
    totals: await call('document.price', { kind, draft, recurs }, signal),
    lines: form.lines,
  }));
  if (question === null || !answer) return { totals: null, lines: [], error, current: false };
  return { ...answer, error, current: asked.question === question && error === null };
}
