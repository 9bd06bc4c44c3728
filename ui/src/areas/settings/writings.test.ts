/** Ways of writing are chosen by name, and the one that stands is always among them. */
import { expect, test } from 'vitest';
import { writingOptions } from './writings';

test('each way has a name and a sample, and one that is not among them stays', () => {
  const options = writingOptions('sv-SE', 'en-IN');
  const of = (id: string) => options.find((one) => one.id === id);
  expect(of('en-AE')?.text).toBe('English (United Arab Emirates)');
  expect(of('en-IN')?.note).toBe('12,34,567.89');
  expect(of('sv-SE')?.text).toBe('Swedish (Sweden)');
  expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
});
