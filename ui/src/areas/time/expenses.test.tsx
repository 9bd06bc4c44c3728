/** What a project costs besides time: noted, changed and taken away, by keyboard, in every language. */
import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { Attachment, Expense } from '@/host/generated';
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
  files: 0,
  billable: false,
  markup: '0',
  badge: { tone: 'neutral', icon: 'circle-minus', key: 'badge.time.not_billable', params: {} },
};

const flight: Expense = {
  ...taxi,
  id: 'expense-3',
  description: 'Flight',
  amount: { amount: '100.00', currency: 'AED' },
  home_amount: { amount: '2275.00', currency: 'INR' },
  rate: '22.75',
  files: 2,
  billable: true,
  markup: '10',
  badge: { tone: 'info', icon: 'circle-dot', key: 'badge.time.on_draft', params: {} },
};

const ticket: Attachment = {
  id: 'attachment-1',
  name: 'ticket.pdf',
  media: 'application/pdf',
  size: 640_000,
  picture: false,
  added_by: 'Asha Kulkarni',
  added_ms: 1_795_320_000_000,
};
const scan = { name: 'scan.pdf', hash: 'ab12', size: 3 };

const core = (rows: Expense[] = [taxi, flight]) =>
  scriptCore({
    'expense.list': () => ({ rows }),
    'expense.rate': () => ({ rate: '22.75' }),
    'expense.save': () => ({ id: 'expense-2' }),
    'attachment.list': () => ({ rows: [ticket] }),
    'attachment.choose': () => ({ files: [scan] }),
    'attachment.add': () => ({ ids: ['attachment-2'] }),
    'expense.delete': () => ({ id: 'expense-1' }),
  });

test.each(testLocales)('expenses are shown in $name', async (language) => {
  core();
  const { say } = await show(<Expenses projectId="project-1" />, { language });
  expect(await screen.findByText('Taxi')).toBeTruthy();
  expect(screen.getByText(/2,?275/)).toBeTruthy();
  const rows = screen.getAllByRole('row');
  expect(rows[1]?.textContent).toContain(say('badge.time.not_billable'));
  expect(rows[2]?.textContent).toContain(say('badge.time.on_draft'));
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

test('the files of an expense are opened from its row, and added where it is changed', async () => {
  const scripted = core();
  const { user, say } = await show(<Expenses projectId="project-1" />);
  const clip = await screen.findByRole('button', {
    name: say('expense.files_of', { count: '2', name: 'Flight' }),
  });
  expect(clip.textContent).toBe('2');
  await user.click(clip);
  const files = within(await screen.findByRole('dialog'));
  expect(await files.findByText('ticket.pdf')).toBeTruthy();
  await expectAccessible();
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: say('expense.edit_of', { name: 'Taxi' }) }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: say('files.add') }));
  const files_added = [{ name: 'scan.pdf', hash: 'ab12' }];
  await waitFor(() =>
    expect(scripted.asked('attachment.add')).toEqual([{ record_id: 'expense-1', files: files_added }]),
  );
});

test('a new expense takes its files along', async () => {
  const scripted = core([]);
  const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockReturnValue();
  const { user, say } = await show(<Expenses projectId="project-1" />);
  await user.click(await screen.findByRole('button', { name: say('expense.new') }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByRole('textbox', { name: say('expense.what') }), 'Taxi');
  await user.type(dialog.getByRole('textbox', { name: say('expense.amount') }), '150');
  const add = dialog.getByRole('button', { name: say('files.add') });
  await user.click(add);
  await user.click(await dialog.findByRole('button', { name: say('files.withdraw', { name: 'scan.pdf' }) }));
  expect(dialog.queryByText('scan.pdf')).toBeNull();
  await user.click(add);
  const chosen = await dialog.findByText('scan.pdf');
  expect(scrolled.mock.contexts.at(-1)).toBe(chosen.parentElement);
  scrolled.mockRestore();
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  const added = { record_id: 'expense-2', files: [{ name: 'scan.pdf', hash: 'ab12' }] };
  await waitFor(() => expect(scripted.asked('attachment.add')).toEqual([added]));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('an expense is passed on with a mark-up', async () => {
  const scripted = core();
  const { user, say } = await show(<Expenses projectId="project-1" />);
  await user.click(await screen.findByRole('button', { name: say('expense.edit_of', { name: 'Taxi' }) }));
  const dialog = within(await screen.findByRole('dialog'));
  const markup = { name: new RegExp(say('expense.markup')) };
  expect(dialog.queryByRole('textbox', markup)).toBeNull();
  await user.click(dialog.getByRole('checkbox', { name: say('expense.billable') }));
  await user.type(dialog.getByRole('textbox', markup), '12.5');
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('expense.save')).toEqual([
      expect.objectContaining({ id: 'expense-1', billable: true, markup: '12.5' }),
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
