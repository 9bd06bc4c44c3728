/** The thread of a deal against a scripted core, in every test language. */
import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { DealThread, DealThreadStep } from '@/host/generated';
import { inr } from '@/test/billing';
import { scriptCore } from '@/test/core';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import ThreadPage from './ThreadPage';

const step = (more: Partial<DealThreadStep>): DealThreadStep => ({
  step: 'deal',
  kind: 'deal',
  id: 'deal-1',
  code: 'DEAL-0001',
  title: 'Showroom network',
  date: '2026-11-02',
  amount: null,
  days: null,
  ahead: false,
  ...more,
});

const thread: DealThread = {
  deal_id: 'deal-1',
  code: 'DEAL-0001',
  title: 'Showroom network',
  customer_id: 'customer-1',
  customer: 'Indus Valley Crafts',
  steps: [
    step({}),
    step({ step: 'won', date: '2026-11-20', days: 18 }),
    step({
      step: 'invoice',
      kind: 'invoice',
      id: 'invoice-1',
      code: 'INV/26-27/0001',
      date: '2026-11-20',
      amount: inr('118000.00'),
      days: 0,
    }),
    step({
      step: 'renewal',
      kind: 'contract',
      id: 'contract-1',
      code: 'CON-0001',
      date: '2027-12-17',
      days: 392,
      ahead: true,
    }),
  ],
  days: 18,
};

const place = { path: '/thread/$kind/$id', at: '/thread/deal/deal-1' };

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test('the thread', async () => {
    scriptCore({ 'thread.get': () => thread });
    await show(<ThreadPage />, { language, ...place });
    await screen.findByRole('list');
    await expectAccessible();
  });
});

test('each step says what happened, how many days later, and leads to its record', async () => {
  const scripted = scriptCore({ 'thread.get': () => thread });
  const { say } = await show(<ThreadPage />, place);
  const steps = within(await screen.findByRole('list')).getAllByRole('listitem');
  expect(steps).toHaveLength(4);
  expect(scripted.asked('thread.get')).toEqual([{ kind: 'deal', id: 'deal-1' }]);
  expect(within(steps[1] as HTMLElement).getByText(say('thread.days_later', { days: 18 }))).toBeTruthy();
  const invoice = within(steps[2] as HTMLElement);
  expect(invoice.getByRole('link').getAttribute('href')).toBe('/invoices/invoice-1');
  expect(invoice.queryByText(/later/)).toBeNull();
  expect(screen.getByText(say('thread.days_in_all', { days: 18 }))).toBeTruthy();
});
