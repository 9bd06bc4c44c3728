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

/** The zeros of the scripts that the core reads too; the other nine digits of each follow its zero. */
const zeros = [...'٠۰०'].map((zero) => zero.codePointAt(0) ?? 0);

/** Digits of any script as ASCII. */
export const plainDigits = (typed: string) =>
  typed.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = zeros.find((one) => code >= one && code < one + 10);
    return zero === undefined ? digit : String(code - zero);
  });

/**
 * A whole number as typed, in the digits of any script: nothing for an empty field, and for what is no number one that the core
 * refuses in its own words.
 */
export const wholeNumber = (typed: string): number | undefined => {
  const digits = plainDigits(typed.trim());
  if (digits === '') return undefined;
  return /^\d{1,9}$/.test(digits) ? Number.parseInt(digits, 10) : -1;
};
