/** Lines and customers typed faster than the core answers: all of it arrives, and nobody is led away from where they have gone on to. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { core } from '@/test/billing';
import { customer } from '@/test/fixtures';
import { show } from '@/test/render';
import NewInvoice from '../NewInvoice';

/** An invoice whose questions of this kind wait until they are let through. */
async function begin(search: string) {
  let answer: () => void = () => undefined;
  const answers = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const scripted = core({
    'item.pick': async ({ q = '' }) => {
      await answers;
      const hit = { id: q, code: q, name: `Found ${q}`, unit: '', price: null };
      return { hits: [hit] } as never;
    },
    'search.find': async () => {
      await answers;
      return { hits: [{ kind: 'customer', id: customer.id, title: customer.name }] } as never;
    },
  });
  const shown = await show(<NewInvoice />, { at: `/invoices/new${search}`, path: '/invoices/new' });
  await screen.findByRole('combobox', { name: shown.say('lines.add') });
  return { ...shown, scripted, answer };
}

const named = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]`);

test('two lines in one go become two lines with their quantities', async () => {
  const { user, say, answer } = await begin('?customer=customer-1');
  const add = screen.getByRole<HTMLInputElement>('combobox', { name: say('lines.add') });
  await user.type(add, '3 x rack{Enter}2 x training{Enter}more');
  answer();
  await waitFor(() => expect(named('lines[1].description')?.value).toBe('Found training'));
  expect(named('lines[0].description')?.value).toBe('Found rack');
  expect([0, 1].map((at) => named(`lines[${at}].quantity`)?.value)).toEqual(['3', '2']);
  expect(document.activeElement).toBe(add);
  expect(add.value).toBe('more');
});

test('whoever goes on to the subject stays there when the customer comes', async () => {
  const { user, say, answer } = await begin('');
  const who = screen.getByRole<HTMLInputElement>('combobox', { name: say('kind.customer') });
  await user.type(who, 'aar{Enter}{Tab}Sub');
  expect(named('subject')).toBe(document.activeElement);
  answer();
  await waitFor(() => expect(who.value).toBe(customer.name));
  await user.keyboard('ject');
  expect(named('subject')?.value).toBe('Subject');
});
