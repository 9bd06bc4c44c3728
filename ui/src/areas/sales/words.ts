/** Choices and marks of the sales screens. Which of them exist is the core's type; the order is ours. */
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

/**
 * A whole number as typed: nothing for an empty field, and for what is no number one that the core refuses in its own
 * words.
 */
export const wholeNumber = (typed: string): number | undefined => {
  const digits = typed.trim();
  if (digits === '') return undefined;
  return /^\d{1,9}$/.test(digits) ? Number.parseInt(digits, 10) : -1;
};
