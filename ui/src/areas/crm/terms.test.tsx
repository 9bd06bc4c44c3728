/** Payment terms in words. */
import { expect, test } from 'vitest';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { termOptions, termText } from './words';

test.each([
  [{ days: 21 }, 'Net 21 days'],
  [{ days_after_end_of_month: 45 }, '45 days after end of month'],
  [{ days: 45, then_end_of_month_on_day: 0 }, 'Net 45, then to end of month'],
  [{ days: 45, then_end_of_month_on_day: 10 }, 'Net 45, end of month, then the 10th'],
  [{ last_day_of_current_month: true }, 'End of month'],
  [{ first_day_of_next_month: true }, 'First of next month'],
  [{ next_day_of_month: 2 }, 'Next 2nd of a month'],
])('the term %o is said in words', async (term, words) => {
  scriptCore({});
  const { say } = await show(null);
  expect(termText(term, say as never)).toBe(words);
});

test('a term that is not usual stays among the choices', async () => {
  scriptCore({});
  const { say } = await show(null);
  const t = Object.assign((id: string, values?: object) => say(id, values as Record<string, number>), {
    by: say,
    has: () => true,
  });
  const own = { days: 31, then_next_day_of_month: 15 };
  expect(termText(own, t as never)).toBe('Net 31, then the 15th');
  expect(termOptions(t as never, own)[0]?.id).toBe(JSON.stringify(own));
});
