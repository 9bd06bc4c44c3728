/**
 * The one place that turns decimals and dates into local writing. Amounts stay strings: `Intl` formats a decimal
 * string exactly, so no digit is ever lost to a binary fraction.
 */
import type { Money } from '@/host/contract';

type Exact = Intl.StringNumericLiteral;

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    numberFormats.set(key, format);
  }
  return format;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    dateFormats.set(key, format);
  }
  return format;
}

const decimalText = /^-?\d+(\.\d+)?$/;

/** Whether the text is a canonical decimal, as the core writes amounts and quantities. */
export const isDecimal = (text: string): boolean => decimalText.test(text);

/** Whether an amount is nothing, with however many decimals it is written. */
export const isNothing = (amount: string): boolean => /^-?0*(\.0*)?$/.test(amount);

/** A real minus sign, which has the width of a digit. */
const withMinus = (text: string) => text.replace('-', '−');

/** Where text runs from right to left, the sign of a Latin symbol such as US$ stays behind its letters. */
const withSymbol = (text: string) => text.replace(/^(\u200f.*[A-Z])\$/, '$1$$\u200e');

/** English writes `Sep` everywhere, as the papers do: some of its regions would write `Sept`. */
function written(locale: string, options: Intl.DateTimeFormatOptions, at: Date | number): string {
  const text = dateFormat(locale, options).format(at);
  return locale.startsWith('en') ? text.replace(/\bSept\b/, 'Sep') : text;
}

export interface MoneyStyle {
  /** Leaves the currency out, for columns whose header names it. */
  bare?: boolean;
  /** `auto` writes no decimals when the amount is whole; `always` keeps them, for columns that must line up. */
  decimals?: 'auto' | 'always';
  /** 1.2 Cr, 4.5 M: for charts only. */
  compact?: boolean;
}

export function formatMoney(money: Money, locale: string, style: MoneyStyle = {}): string {
  if (!isDecimal(money.amount)) return money.amount;
  const fraction = numberFormat(locale, { style: 'currency', currency: money.currency }).resolvedOptions();
  const options: Intl.NumberFormatOptions = {
    ...(style.bare
      ? { minimumFractionDigits: fraction.minimumFractionDigits, maximumFractionDigits: 20 }
      : {
          style: 'currency',
          currency: money.currency,
          currencyDisplay: 'narrowSymbol',
          maximumFractionDigits: 20,
        }),
    ...(style.compact ? { notation: 'compact', maximumFractionDigits: 1 } : {}),
    trailingZeroDisplay: style.decimals === 'always' ? 'auto' : 'stripIfInteger',
  };
  return withSymbol(withMinus(numberFormat(locale, options).format(money.amount as Exact)));
}

/** The symbol of a currency, as a column header writes it. */
export function currencySymbol(currency: string, locale: string): string {
  const parts = numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts('0' as Exact as never);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** The name of a currency in the reader's language. */
export function currencyName(currency: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'currency' }).of(currency) ?? currency;
}

/** The name of a language with its region, such as English (India). */
export const localeName = (tag: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;

export function countryName(country: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
}

/** A quantity, rate or other decimal string with local grouping. */
export function formatDecimal(text: string, locale: string): string {
  if (!isDecimal(text)) return text;
  return withMinus(numberFormat(locale, { maximumFractionDigits: 20 }).format(text as Exact));
}

/** The names of all time zones (IANA). */
export const timeZones = (): string[] => Intl.supportedValuesOf('timeZone');

export const formatCount = (count: number, locale: string): string => numberFormat(locale, {}).format(count);

const isoDay = /^(?!1[0-8]|0)\d{4}-\d{2}-\d{2}$/;

/** A day that the core takes: written `YYYY-MM-DD`, from 1900 on, and in the calendar; the engine rolls 31 February over. */
export const isIsoDay = (text: string): boolean =>
  isoDay.test(text) && civil(text)?.toISOString().slice(0, 10) === text;

/** A civil date has no zone, so it is read and written as UTC. */
function civil(day: string): Date | null {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

export type DayStyle = 'short' | 'full' | 'long' | 'weekday' | 'weekday_short' | 'weekday_long' | 'yearly';

const dayStyles: Partial<Record<DayStyle, Intl.DateTimeFormatOptions>> = {
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  weekday: { weekday: 'short', day: 'numeric' },
  weekday_short: { weekday: 'short' },
  weekday_long: { weekday: 'long' },
  yearly: { day: 'numeric', month: 'long' },
};

/**
 * `22 Nov 2026`; `short` leaves the year out when it is the year of `today`; `long` names weekday and month, `weekday`
 * only the weekday and its number, `weekday_short` and `weekday_long` the weekday alone, `yearly` the day of every year.
 */
export function formatDay(day: string, locale: string, style: DayStyle = 'full', today?: string): string {
  const date = isIsoDay(day) ? civil(day) : null;
  if (!date) return day;
  const sameYear = style === 'short' && today !== undefined && today.slice(0, 4) === day.slice(0, 4);
  const options: Intl.DateTimeFormatOptions = dayStyles[style] ?? {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  };
  return written(locale, { timeZone: 'UTC', ...options }, date);
}

/** `Nov 2026`, from `2026-11`. */
export function formatMonth(month: string, locale: string): string {
  const date = civil(`${month}-01`);
  if (!date) return month;
  return written(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' }, date);
}

/** `4:10 pm`, from `16:10`: a civil time has no zone either. */
export function formatTime(time: string, locale: string): string {
  const at = new Date(`2000-01-01T${time}:00Z`);
  if (Number.isNaN(at.getTime())) return time;
  return dateFormat(locale, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' }).format(at);
}

/** `20 Nov, 4:10 pm`, in the zone of this computer unless another one (IANA) is named. */
export function formatInstant(epochMs: number, locale: string, withDay = true, timeZone?: string): string {
  // Only this year goes without saying.
  const year = (at: number) => dayOfInstant(at, timeZone).slice(0, 4);
  const options: Intl.DateTimeFormatOptions = {
    ...(withDay ? { day: 'numeric', month: 'short' } : {}),
    ...(withDay && year(epochMs) !== year(Date.now()) ? { year: 'numeric' } : {}),
    ...inZone(timeZone),
    hour: 'numeric',
    minute: '2-digit',
  };
  return written(locale, options, epochMs);
}

/** Without a name, the zone of this computer. */
const inZone = (timeZone: string | undefined) => (timeZone ? { timeZone } : {});

/**
 * The civil date of an instant, in the zone of this computer unless another one is named. From parts, since engines order
 * the same locale differently.
 */
export function dayOfInstant(epochMs: number, timeZone?: string): string {
  const format = dateFormat('en-u-ca-gregory-nu-latn', {
    ...inZone(timeZone),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/** A size of a file in the largest unit of which it has one: 640 kB, 2.4 MB, 2.1 GB. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = [1e3, 1e6, 1e9].filter((size) => bytes >= size).length;
  const unit = units[step] ?? 'byte';
  return numberFormat(locale, { style: 'unit', unit, maximumFractionDigits: step >= 2 ? 1 : 0 }).format(
    bytes / 1_000 ** step,
  );
}

const twoDigits = (count: number): string => String(count).padStart(2, '0');

/** How long something runs, as a clock shows it: `0:47:12`. */
export function formatSpan(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}
