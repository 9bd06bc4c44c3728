/**
 * Two invented languages made from English. `en-XA` is long and accented: what it does not reach is hard-coded, what
 * it breaks is too narrow. `ar-XB` runs from right to left.
 */
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { type Catalogue, type Locale, localeOf } from '@/app/i18n';
import { english } from '@/app/messages';

const accents: Record<string, string> = {
  a: 'á',
  b: 'ƀ',
  c: 'ç',
  d: 'đ',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  k: 'ķ',
  l: 'ļ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ó',
  p: 'þ',
  r: 'ŕ',
  s: 'š',
  t: 'ŧ',
  u: 'ú',
  w: 'ŵ',
  y: 'ý',
  z: 'ž',
};

const long = (text: string) => {
  const accented = text.replace(/[a-z]/g, (letter) => accents[letter] ?? letter);
  return accented + '~'.repeat(Math.ceil(text.trim().length * 0.4));
};
const mirrored = (text: string) => (text.trim() === '' ? text : `\u202e${text}\u202c`);

function rewrite(
  parts: readonly MessageFormatElement[],
  change: (text: string) => string,
): MessageFormatElement[] {
  return parts.map((part) => {
    if (part.type === TYPE.literal) return { ...part, value: change(part.value) };
    if (part.type === TYPE.plural || part.type === TYPE.select) {
      const options = Object.fromEntries(
        Object.entries(part.options).map(([key, option]) => [
          key,
          { ...option, value: rewrite(option.value, change) },
        ]),
      );
      return { ...part, options } as MessageFormatElement;
    }
    return part;
  });
}

const catalogue = (change: (text: string) => string): Catalogue =>
  Object.fromEntries(Object.entries(english).map(([key, parts]) => [key, rewrite(parts, change)]));

export interface TestLocale {
  name: 'en' | 'en-XA' | 'ar-XB';
  locale: Locale;
  messages: Catalogue;
}

export const testLocales: readonly TestLocale[] = [
  { name: 'en', locale: localeOf('en-IN'), messages: english },
  { name: 'en-XA', locale: localeOf('en-IN'), messages: catalogue(long) },
  {
    name: 'ar-XB',
    locale: { language: 'en', format: 'en-IN-u-ca-gregory', direction: 'rtl' },
    messages: catalogue(mirrored),
  },
];
