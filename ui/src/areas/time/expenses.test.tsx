/** What a project costs besides time: noted, changed and taken away, by keyboard, in every language. */
import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { Expense } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { status } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show as showBare } from '@/test/render';
import { Expenses } from './Expenses';

const permissions = {
  ...status.user.permissions,
  'time_cost.read': 'all',
  'time_cost.write': 'all',
} as const;
const costing = { ...status, user: { ...status.user, permissions } };
const show = (screen: ReactNode, options?: Parameters<typeof showBare>[1]) =>
  showBare(<CompanyProvider status={costing}>{screen}</CompanyProvider>, options);

const taxi: Expense = {
  id: 'expense-1',
  version: 2,
  kind: 'expense',
  date: '2026-11-16',
  supplier: '',
  description: 'Taxi',
  amount: { amount: '150.50', currency: 'INR' },
  home_amount: { amount: '150.50', currency: 'INR' },
  rate: null,
};

const flight: Expense = {
  ...taxi,
  id: 'expense-3',
  description: 'Flight',
  amount: { amount: '100.00', currency: 'AED' },
  home_amount: { amount: '2275.00', currency: 'INR' },
  rate: '22.75',
};

const core = (rows: Expense[] = [taxi, flight]) =>
  scriptCore({
    'expense.list': () => ({ rows }),
    'expense.rate': () => ({ rate: '22.75' }),
    'expense.save': () => ({ id: 'expense-2' }),
    'expense.delete': () => ({ id: 'expense-1' }),
  });

test.each(testLocales)('expenses are shown in $name', async (language) => {
  core();
  await show(<Expenses projectId="project-1" />, { language });
  expect(await screen.findByText('Taxi')).toBeTruthy();
  expect(screen.getByText(/2,?275/)).toBeTruthy();
  await expectAccessible();
});

test('the bill of a supplier is noted', async () => {
  const scripted = core([]);
  const { user, say } = await show(<Expenses projectId="project-1" />);
  expect(await screen.findByText(say('expense.none'))).toBeTruthy();
  await user.click(screen.getByRole('button', { name: say('expense.new') }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('radio', { name: say('expense.kind.bill') }));
  await user.type(dialog.getByRole('textbox', { name: say('expense.what') }), 'Cable');
  await user.type(
    dialog.getByRole('textbox', { name: new RegExp(say('expense.supplier')) }),
    'Sample Cables',
  );
  await user.type(dialog.getByRole('textbox', { name: say('expense.amount') }), '300');
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('expense.save')).toEqual([
      expect.objectContaining({
        project_id: 'project-1',
        kind: 'bill',
        description: 'Cable',
        supplier: 'Sample Cables',
        amount: '300',
      }),
    ]),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('what was paid in another currency takes the rate that was said last, or another', async () => {
  const scripted = core([]);
  const { user, say } = await show(<Expenses projectId="project-1" />);
  await user.click(await screen.findByRole('button', { name: say('expense.new') }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByRole('textbox', { name: say('expense.what') }), 'Flight');
  await user.type(dialog.getByRole('textbox', { name: say('expense.amount') }), '100');
  const currency = dialog.getByRole('textbox', { name: say('document.currency') });
  await user.clear(currency);
  await user.type(currency, 'aed');
  const rate = await dialog.findByRole('textbox', {
    name: say('document.rate', { currency: 'AED', home: 'INR' }),
  });
  await waitFor(() => expect((rate as HTMLInputElement).value).toBe('22.75'));
  expect(scripted.asked('expense.rate')).toEqual([{ currency: 'AED' }]);
  await expectAccessible();
  await user.clear(rate);
  await user.type(rate, '22.9');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('expense.save')).toEqual([
      expect.objectContaining({ currency: 'aed', amount: '100', rate: '22.9' }),
    ]),
  );
});

test('an expense is changed, and taken away', async () => {
  const scripted = core();
  const { user, say } = await show(<Expenses projectId="project-1" />);
  await user.click(await screen.findByRole('button', { name: say('expense.edit_of', { name: 'Taxi' }) }));
  const dialog = within(await screen.findByRole('dialog'));
  const amount = dialog.getByRole('textbox', { name: say('expense.amount') });
  await user.clear(amount);
  await user.type(amount, '99');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('expense.save')).toEqual([
      expect.objectContaining({ id: 'expense-1', version: 2, amount: '99', kind: 'expense' }),
    ]),
  );
  await user.click(await screen.findByRole('button', { name: say('expense.delete_of', { name: 'Taxi' }) }));
  expect(scripted.asked('expense.delete')).toEqual([{ id: 'expense-1', version: 2 }]);
});
