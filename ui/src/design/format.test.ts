import { expect, test } from 'vitest';
import { localeOf } from '@/app/i18n';
import { initialsOf } from './Avatar';
import { currencySymbol, formatDay, formatDecimal, formatMoney } from './format';

const india = localeOf('en-IN').format;

test.each([
  ['118000.00', 'INR', {}, '₹1,18,000'],
  ['25070.63', 'INR', {}, '₹25,070.63'],
  ['118000.00', 'INR', { decimals: 'always' }, '₹1,18,000.00'],
  ['-4117.50', 'INR', { bare: true }, '−4,117.50'],
  ['12345678901234567.89', 'INR', { bare: true }, '12,34,56,78,90,12,34,567.89'],
  ['5', 'JPY', { decimals: 'always' }, '¥5'],
  ['1.2345', 'KWD', { bare: true }, '1.2345'],
  ['1,2 lakh', 'INR', {}, '1,2 lakh'],
] as const)('%s %s is written %s', (amount, currency, style, written) => {
  expect(formatMoney({ amount, currency }, india, style)).toBe(written);
});

test.each([
  ['fr-FR', '12 345 678,50 €'],
  ['en-IN', '€1,23,45,678.50'],
])('%s writes money its own way', (tag, written) => {
  const text = formatMoney({ amount: '12345678.50', currency: 'EUR' }, localeOf(tag).format, {
    decimals: 'always',
  });
  expect(text.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(written);
});

test('the sign of a Latin symbol stays behind its letters where text runs from right to left', () => {
  const written = (currency: string) =>
    formatMoney({ amount: '-5', currency }, localeOf('ar-AE').format).replaceAll('\u00a0', ' ');
  expect(written('USD')).toBe('\u200f\u200e−5 US$\u200e');
  expect(written('INR')).toBe('\u200f\u200e−5 ₹');
});

test('a column names its currency by symbol', () => expect(currencySymbol('INR', india)).toBe('₹'));

test('quantities keep every digit', () => expect(formatDecimal('1234567.125', india)).toBe('12,34,567.125'));

test.each([
  ['2026-11-22', 'full', undefined, '22 Nov 2026'],
  ['2026-11-22', 'short', '2026-12-01', '22 Nov'],
  ['2025-11-22', 'short', '2026-12-01', '22 Nov 2025'],
  ['fri', 'full', undefined, 'fri'],
  ['2026-13-45', 'full', undefined, '2026-13-45'],
  ['2026-02-31', 'full', undefined, '2026-02-31'],
] as const)('%s as %s is written %s', (day, style, today, written) => {
  expect(formatDay(day, india, style, today)).toBe(written);
});

test('dates follow the Gregorian calendar in Arabic too', () => {
  expect(formatDay('2026-11-22', localeOf('ar-SA').format)).toContain(
    '2026'.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? ''),
  );
});

test.each([
  ['Sunita Rao', 'SR'],
  ['Kaveri', 'K'],
  ['نورة العامري', 'ن'],
])('initials of %s', (name, letters) => expect(initialsOf(name)).toBe(letters));
