/** Filters of a list: named periods, fields behind one button, chips that take them away. */
import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { scriptCore } from '@/test/core';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { type FilterField, useFilters } from './filters';
import { periodsAround } from './period';

test('periods follow the calendar and the fiscal year of the company', () => {
  const of = (today: string, start: string) =>
    Object.fromEntries(periodsAround(today, start).map(({ id, from, to }) => [id, `${from} ${to}`]));
  expect(of('2026-11-23', '04-01')).toEqual({
    this_month: '2026-11-01 2026-11-30',
    last_month: '2026-10-01 2026-10-31',
    this_quarter: '2026-10-01 2026-12-31',
    this_fiscal_year: '2026-04-01 2027-03-31',
    last_fiscal_year: '2025-04-01 2026-03-31',
  });
  expect(of('2026-03-31', '04-01').this_fiscal_year).toBe('2025-04-01 2026-03-31');
  expect(of('2026-04-01', '04-01').this_fiscal_year).toBe('2026-04-01 2027-03-31');
  expect(of('2024-01-31', '01-01')).toMatchObject({
    last_month: '2023-12-01 2023-12-31',
    this_quarter: '2024-01-01 2024-03-31',
    this_fiscal_year: '2024-01-01 2024-12-31',
  });
});

const fields: FilterField[] = [
  { kind: 'period', label: 'Date' },
  { kind: 'choice', id: 'method', label: 'Method', options: [{ id: 'bank', text: 'Bank' }] },
  { kind: 'flag', id: 'idle', label: 'Without a next step', on: 'yes' },
];

function Sample() {
  const { values, button, chips, clear } = useFilters(fields);
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

const core = () => scriptCore({ 'branch.list': () => ({ rows: [{ fiscal_year_start: '04-01' }] }) as never });

const at = (search: string) => ({ path: '/list', at: `/list${search}` });

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing on the open filter', async () => {
    core();
    const { user, say } = await show(<Sample />, { language, ...at('?from=2026-11-01&idle=yes') });
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
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(router.state.location.search).toEqual({});
});

test('days of one’s own are typed letter by letter and count once they are days', async () => {
  core();
  const { user, router } = await show(<Sample />, at(''));
  await user.click(screen.getByRole('button', { name: 'Filter' }));
  const from = await screen.findByRole<HTMLInputElement>('textbox', { name: 'From' });
  await user.type(from, '2026-11');
  expect(from.value).toBe('2026-11');
  expect(router.state.location.search).toEqual({});
  await user.type(from, '-05');
  expect(router.state.location.search).toEqual({ from: '2026-11-05' });
});

test('an address that means nothing narrows nothing, and days of one’s own are written out', async () => {
  core();
  await show(<Sample />, at('?from=yesterday&method=barter&to=2026-11-20'));
  expect(await screen.findByText('until 20 Nov 2026')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('{"to":"2026-11-20"}');
});
