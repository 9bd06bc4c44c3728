/** Numbers and lengths of time as they are typed, in the digits of any script. */

/** The zeros of the scripts that the core reads too; the other nine digits of each follow its zero. */
const zeros = [...'٠۰०'].map((zero) => zero.codePointAt(0) ?? 0);

/** Digits of any script as ASCII. */
const plainDigits = (typed: string) =>
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

/**
 * Minutes of `1 h 30 min`, `1h 30m`, `1:30`, `90m` or `4`, which is hours: nothing for an empty field, and for what is no length of time one that
 * the core refuses in its own words.
 */
export function minutesTyped(typed: string): number | undefined {
  const text = plainDigits(typed.trim().toLowerCase());
  if (text === '') return undefined;
  const found =
    /^(?:(\d{1,5})\s*h(?:ours?)?)?\s*(?:(\d{1,6})\s*m(?:in)?)?$|^(\d{1,5}):([0-5]\d)$|^(\d{1,5})$/.exec(text);
  if (!found) return -1;
  const [hours = 0, minutes = 0] = [found[1] ?? found[3] ?? found[5], found[2] ?? found[4]].map((part) =>
    part === undefined ? undefined : Number.parseInt(part, 10),
  );
  return hours * 60 + minutes;
}

/** A length of time as it may be typed again, in any language; nothing for none. */
export function durationTyped(minutes: number | null | undefined): string {
  if (!minutes) return '';
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}
