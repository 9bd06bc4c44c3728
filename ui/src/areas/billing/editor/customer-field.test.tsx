/** Whom a document is for: a new customer made in passing, and one that was here already. */
import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { Duplicate } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { CustomerField } from './CustomerField';

const duplicate = (id: string, name: string): Duplicate => ({
  id,
  code: 'CUS-0043',
  name,
  place: 'Pune',
  held_by: null,
  score: 757,
  reasons: ['duplicate.same_phone'],
  likely: true,
});

const core = (rows: Duplicate[] = []) =>
  scriptCore({
    'search.find': () => ({ hits: [] }) as never,
    'customer.duplicates': () => ({ rows }),
    'customer.create': () => ({ id: 'customer-9', version: 1, warnings: [] }),
  });

function Held() {
  const [customer, setCustomer] = useState({ id: '', name: '' });
  return (
    <>
      <CustomerField
        id={customer.id || undefined}
        name={customer.name}
        onChange={(id, name) => setCustomer({ id, name })}
      />
      <output>{customer.id}</output>
      <input aria-label="next" />
    </>
  );
}

const held = () => screen.getByRole('status').textContent;

/** Types a name that nobody has and goes on to the line under it. */
async function begin(rows?: Duplicate[], language = testLocales[0]) {
  const scripted = core(rows);
  const shown = await show(<Held />, { language });
  const { user, say } = shown;
  await user.type(screen.getByRole('combobox', { name: say('kind.customer') }), 'Aarohi Foods');
  await user.click(await screen.findByRole('option'));
  const line = document.querySelector<HTMLInputElement>('[name="reach"]') as HTMLInputElement;
  await waitFor(() => expect(document.activeElement).toBe(line));
  return { ...shown, scripted, line };
}

test('where nobody is like it, Enter makes the customer at once', async () => {
  const { user, scripted } = await begin();
  await user.keyboard('98220 00000{Enter}');
  await waitFor(() => expect(held()).toBe('customer-9'));
  expect(scripted.asked('customer.create')).toEqual([{ name: 'Aarohi Foods', reach: '98220 00000' }]);
});

test('at most three that may be the same are shown, and a press takes one of them', async () => {
  const rows = ['Aarohi Foods Pvt Ltd', 'Aarohi Food Court', 'Aarohi', 'Aarohi Farms'].map((name, index) =>
    duplicate(`customer-${index}`, name),
  );
  const { user, say, scripted } = await begin(rows);
  const list = await screen.findByRole('list', { name: say('duplicates.title') });
  expect(within(list).getAllByRole('button')).toHaveLength(3);
  await user.click(
    within(list).getByRole('button', { name: say('duplicates.take', { name: 'Aarohi Food Court' }) }),
  );
  expect(held()).toBe('customer-1');
  expect(document.querySelector('[name="reach"]')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('combobox'));
  expect(scripted.asked('customer.create')).toEqual([]);
});

test('Tab leads to them and does not make the customer before it leaves them', async () => {
  const { user, say, scripted } = await begin([duplicate('customer-1', 'Aarohi Foods Pvt Ltd')]);
  const name = say('duplicates.take', { name: 'Aarohi Foods Pvt Ltd' });
  const take = await screen.findByRole('button', { name });
  await user.tab();
  expect(document.activeElement).toBe(take);
  expect(scripted.asked('customer.create')).toEqual([]);
  await user.keyboard('{Enter}');
  expect(held()).toBe('customer-1');
  expect(scripted.asked('customer.create')).toEqual([]);
});

test('they are a warning: Enter in the line makes the new customer, and so does leaving them', async () => {
  const { user, scripted } = await begin([duplicate('customer-1', 'Aarohi Foods Pvt Ltd')]);
  await screen.findByRole('list');
  await user.tab();
  await user.tab();
  await waitFor(() => expect(held()).toBe('customer-9'));
  expect(scripted.asked('customer.create')).toHaveLength(1);
});

test('Escape on one of them leaves the new customer unmade', async () => {
  const { user, scripted } = await begin([duplicate('customer-1', 'Aarohi Foods Pvt Ltd')]);
  await screen.findByRole('list');
  await user.tab();
  await user.keyboard('{Escape}');
  expect(document.querySelector('[name="reach"]')).toBeNull();
  expect(scripted.asked('customer.create')).toEqual([]);
});

test('the guard is asked for what the line says', async () => {
  const { user, scripted } = await begin();
  await user.keyboard('98220 00000');
  await waitFor(() =>
    expect(scripted.asked('customer.duplicates').at(-1)).toMatchObject({
      name: 'Aarohi Foods',
      reach: '98220 00000',
    }),
  );
});

test.each(testLocales)('in $name axe finds nothing on customers that may be the same', async (language) => {
  await begin([duplicate('customer-1', 'Aarohi Foods Pvt Ltd')], language);
  await screen.findByRole('list');
  await expectAccessible();
});
