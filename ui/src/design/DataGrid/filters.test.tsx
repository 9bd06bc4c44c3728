/** Filters of a list: named periods, fields behind one button, chips that take them away. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { scriptCore } from '@/test/core';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { type FilterField, useFilters } from './filters';
import { periodsAround } from './period';

test('periods follow the calendar and the fiscal year of the company', () => {
  const of = (today: string, start?: string) =>
    Object.fromEntries(periodsAround(today, start).map(({ id, from, to }) => [id, `${from} ${to}`]));
  expect(of('2026-11-23', '04-01')).toEqual({
    this_month: '2026-11-01 2026-11-30',
    last_month: '2026-10-01 2026-10-31',
    this_quarter: '2026-10-01 2026-12-31',
    last_quarter: '2026-07-01 2026-09-30',
    this_fiscal_year: '2026-04-01 2027-03-31',
    last_fiscal_year: '2025-04-01 2026-03-31',
  });
  expect(of('2026-03-31', '04-01').this_fiscal_year).toBe('2025-04-01 2026-03-31');
  expect(of('2026-04-01', '04-01').this_fiscal_year).toBe('2026-04-01 2027-03-31');
  expect(of('2024-01-31', '01-01')).toMatchObject({
    last_month: '2023-12-01 2023-12-31',
    this_quarter: '2024-01-01 2024-03-31',
    last_quarter: '2023-10-01 2023-12-31',
    this_fiscal_year: '2024-01-01 2024-12-31',
  });
  expect(Object.keys(of('2026-11-23'))).toEqual(['this_month', 'last_month', 'this_quarter', 'last_quarter']);
});

const fields: FilterField[] = [
  { kind: 'period', label: 'Date' },
  { kind: 'choice', id: 'method', label: 'Method', options: [{ id: 'bank', text: 'Bank' }] },
  { kind: 'flag', id: 'idle', label: 'Without a next step', on: 'yes' },
  {
    kind: 'link',
    takes: { source: (source) => source.startsWith('W') },
    label: 'Source',
    text: ({ source = '' }) => source,
  },
];

function Sample({ asked = fields }: { asked?: readonly FilterField[] }) {
  const { values, button, chips, clear } = useFilters(asked);
  return (
    <main>
      {button}
      {chips}
      <output>{JSON.stringify(values)}</output>
      {clear ? (
        <button type="button" onClick={clear}>
          Clear
        </button>
      ) : null}
    </main>
  );
}

const core = () =>
  scriptCore({
    'branch.list': () => ({ rows: [{ fiscal_year_start: '04-01' }] }) as never,
    'activity.parse': ({ text, past }) =>
      ({ due_date: past && text === 'due 1 Nov' ? '2026-11-01' : null }) as never,
  });

const at = (search: string) => ({ path: '/list', at: `/list${search}` });

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing on the open filter', async () => {
    core();
    const { user, say } = await show(<Sample />, { language, ...at('?from=2026-11-01&idle=yes&source=Web') });
    await user.click(screen.getByRole('button', { name: say('filter.title') }));
    await screen.findByRole('dialog', { name: say('filter.title') });
    await expectAccessible();
  });
});

test('what is chosen goes to the address, and a chip takes it away', async () => {
  core();
  const { user, router } = await show(<Sample />, at(''));
  screen.getByRole('button', { name: 'Filter' }).focus();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Filter' });
  await user.click(within(dialog).getByRole('button', { name: /Date/ }));
  await user.click(await screen.findByRole('option', { name: 'This fiscal year' }));
  await user.click(within(dialog).getByRole('checkbox', { name: 'Without a next step' }));
  expect(router.state.location.search).toEqual({ from: '2026-04-01', to: '2027-03-31', idle: 'yes' });
  await user.keyboard('{Escape}');
  expect(screen.getByText('This fiscal year')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Clear filter: Date' }));
  expect(router.state.location.search).toEqual({ idle: 'yes' });
  await router.navigate({ to: '.', search: { idle: 'yes', search: 'pump', tab: 'won' } as never });
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(router.state.location.search).toEqual({ tab: 'won' });
});

test.each([
  'from=yesterday',
  'from=2026-02-31',
  'from=0026-11-01',
  'method=barter',
  'method=',
  'idle=no',
  'source=web',
])('%s means nothing and narrows nothing', async (address) => {
  core();
  await show(<Sample />, at(`?${address}&to=2026-11-20`));
  expect(await screen.findByText('until 20 Nov 2026')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('{"to":"2026-11-20"}');
});

test('choices that are not known yet are taken as they come', async () => {
  core();
  const owner: FilterField = { kind: 'choice', id: 'owner', label: 'Owner', options: undefined };
  await show(<Sample asked={[owner]} />, at('?owner=user-2'));
  expect(screen.getByRole('status').textContent).toBe('{"owner":"user-2"}');
});

test('days are typed in words; half a word filters nothing, and what is no day is said so', async () => {
  core();
  const { user, router } = await show(<Sample />, at('?to=2026-11-20'));
  await user.click(screen.getByRole('button', { name: 'Filter' }));
  const dialog = await screen.findByRole('dialog', { name: 'Filter' });
  const from = within(dialog).getByLabelText<HTMLInputElement>('From');
  await user.type(from, '1 Nov');
  expect(from.value).toBe('1 Nov');
  expect(router.state.location.search).toEqual({ to: '2026-11-20' });
  await user.tab();
  await waitFor(() => expect(router.state.location.search).toEqual({ from: '2026-11-01', to: '2026-11-20' }));
  await user.clear(from);
  await user.type(from, 'soonish');
  await user.tab();
  expect(await within(dialog).findByText('No such day. Write it like 23 Nov 2026.')).toBeTruthy();
  expect(router.state.location.search).toEqual({ to: '2026-11-20' });
  await user.clear(from);
  await user.type(from, '2026-11-02');
  expect(document.activeElement).toBe(from);
  expect(router.state.location.search).toEqual({ from: '2026-11-02', to: '2026-11-20' });
});

test('a chip is taken away with the keyboard, which then stands on the button of the filters', async () => {
  core();
  const { user, router } = await show(<Sample />, at('?source=Web&idle=yes'));
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'Clear filter: Without a next step' }),
  );
  await user.keyboard('{Enter}');
  expect(router.state.location.search).toEqual({ source: 'Web' });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Filter' }));
});

test('a day that is emptied and typed anew at once is not mixed with the former one, and a named period takes its place', async () => {
  core();
  const { user, router } = await show(<Sample />, at('?from=2026-10-05'));
  await user.click(screen.getByRole('button', { name: 'Filter' }));
  const dialog = await screen.findByRole('dialog', { name: 'Filter' });
  const from = within(dialog).getByLabelText<HTMLInputElement>('From');
  // Nothing is awaited between the two: the address has not followed yet.
  fireEvent.focus(from);
  fireEvent.change(from, { target: { value: '' } });
  expect(from.value).toBe('');
  fireEvent.change(from, { target: { value: '1 N' } });
  await waitFor(() => expect(router.state.location.search).toEqual({}));
  expect(from.value).toBe('1 N');
  await user.click(within(dialog).getByRole('button', { name: /Date/ }));
  await user.click(await screen.findByRole('option', { name: 'Last month' }));
  await waitFor(() => expect(from.value).toBe('1 Oct 2026'));
});
