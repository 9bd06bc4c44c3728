/** The messages of a language, in a file of their own: they are no program, and another language has others. */
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Catalogue } from './i18n';

/** Messages as the build ships them: what is nothing but words is a text. */
type Packed = Record<string, string | (string | MessageFormatElement)[]>;

const catalogues = await Promise.all(
  Object.values(import.meta.glob<{ default: Packed }>('../../locales/en*.json')).map((load) => load()),
);

const unpacked = (part: string | MessageFormatElement): MessageFormatElement =>
  typeof part === 'string' ? { type: TYPE.literal, value: part } : part;

export const english: Catalogue = Object.fromEntries(
  catalogues
    .flatMap((file) => Object.entries(file.default))
    .map(([id, parts]) => [id, (typeof parts === 'string' ? [parts] : parts).map(unpacked)]),
);
