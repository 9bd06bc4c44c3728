/**
 * Countries that set-up knows, in the order of its list. The facts of a country (tax, year, numbers) are the core's;
 * here stands only what writes a sample amount and date before any file exists. Their words are messages.
 */
export const countries = [
  { code: 'IN', currency: 'INR', locale: 'en-IN', sample: '123456.00' },
  { code: 'AE', currency: 'AED', locale: 'en-AE', sample: '123456.00' },
  { code: 'FR', currency: 'EUR', locale: 'fr-FR', sample: '123456.00' },
  { code: 'GB', currency: 'GBP', locale: 'en-GB', sample: '123456.00' },
  { code: 'US', currency: 'USD', locale: 'en-US', sample: '123456.00' },
  { code: 'ZZ', currency: 'EUR', locale: 'en-GB', sample: '123456.00' },
] as const;

export type CountryCode = (typeof countries)[number]['code'];

/** The country this computer seems to stand in, if set-up knows it. */
export function likelyCountry(languages: readonly string[]): CountryCode {
  for (const tag of languages) {
    const region = tag.split('-').find((part) => /^[A-Z]{2}$/.test(part));
    const known = countries.find((country) => country.code === region);
    if (known) return known.code;
  }
  return 'IN';
}
