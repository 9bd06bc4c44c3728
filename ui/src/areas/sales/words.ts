/** Choices and marks of the sales screens. Which of them exist is the core's type; the order is ours. */
import { call } from '@/host';
import type { ActivityKind } from '@/host/generated';

export const activityKinds: readonly ActivityKind[] = ['call', 'meeting', 'visit', 'email', 'note', 'todo'];

export const activityIcon: Record<ActivityKind, string> = {
  call: 'phone',
  meeting: 'users',
  visit: 'map-pin',
  email: 'mail',
  note: 'sticky-note',
  todo: 'square-check',
};

/** The day that typed words such as `fri` or `+3d` mean; the core reads them as it reads a logged line. */
export const dayOfWords = (words: string): Promise<string | null> =>
  call('activity.parse', { text: `due ${words}` })
    .then(({ due_date }) => due_date)
    .catch(() => null);

/**
 * A whole number as typed: nothing for an empty field, and for what is no number one that the core refuses in its own
 * words.
 */
export const wholeNumber = (typed: string): number | undefined => {
  const digits = typed.trim();
  if (digits === '') return undefined;
  return /^\d{1,9}$/.test(digits) ? Number.parseInt(digits, 10) : -1;
};
