// ICU messages, for the gates.
import { isPluralElement, parse as parseMessage } from '@formatjs/icu-messageformat-parser';

export const parse = (text) => parseMessage(text, { captureLocation: false });
export const isPlural = (part) => isPluralElement(part) && part.pluralType !== 'ordinal';
