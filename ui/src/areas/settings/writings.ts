/** The ways in which numbers and dates can be written, by their names, each with a sample. */
import type { Option } from '@/design';
import { formatDecimal, localeName } from '@/design/format';
import { countries } from '../first-run/countries';

/** Further than those of the countries that set-up knows. */
const more = [
  ...['ar-AE', 'de-AT', 'de-CH', 'de-DE', 'en-AU', 'en-CA', 'en-IE', 'en-SG', 'en-ZA', 'es-ES', 'fr-BE'],
  ...['fr-CA', 'fr-CH', 'hi-IN', 'it-IT', 'nl-BE', 'nl-NL', 'pt-BR', 'pt-PT'],
];

/** `stands` is offered whatever it is; `format` is that of the names. */
export function writingOptions(stands: string, format: string): Option[] {
  const tags = new Set([...countries.map(({ locale }) => locale), ...more, stands]);
  return [...tags]
    .map((id): Option => ({ id, text: localeName(id, format), note: formatDecimal('1234567.89', id) }))
    .sort((one, other) => one.text.localeCompare(other.text, format));
}
