/** Columns leave where there is no room, those that matter least first; what somebody chose stays. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CustomerRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { customerPages } from '@/test/fixtures';
import { show } from '@/test/render';
import { DataGrid, type GridColumn, useColumns, useListSource } from '.';
import { atLeast, leftOut } from './fit';

const column = (id: string, width: string, more: Partial<GridColumn<CustomerRow>> = {}) => ({
  id,
  title: id,
  width,
  cell: () => id,
  ...more,
});

const amount = (text: string) => ({ money: () => ({ amount: text, currency: 'INR' }), cell: undefined });

/** 624 pixels at least. */
const columns: GridColumn<CustomerRow>[] = [
  column('name', 'minmax(200px, 1fr)', { fixed: true }),
  column('due', '100px', { rank: 1 }),
  column('place', 'minmax(100px, 1fr)', { rank: 2 }),
  column('kind', '80px', { rank: 3 }),
  column('state', '60px'),
  column('total', '84px', { rank: 2, ...amount('1000.00') }),
];

describe('in a list', () => {
  test.each([
    [624, []],
    [623, ['kind']],
    [540, ['kind', 'place']],
    [440, ['kind', 'place', 'total']],
    [340, ['kind', 'place', 'total', 'state']],
    [100, ['kind', 'place', 'total', 'state', 'due']],
  ])('of %i pixels these are left out: %o', (room, out) => {
    expect(leftOut(columns, { room, least: {} }, () => false)).toEqual(out);
  });

  test('longer amounts need more', () => {
    expect(leftOut(columns, { room: 624, least: { total: 100 } }, () => false)).toEqual(['kind']);
  });

  test('what is kept stays although others that matter more leave', () => {
    expect(leftOut(columns, { room: 540, least: {} }, ({ id }) => id === 'kind')).toEqual(['place']);
  });
});

test.each([
  ['116px', 140, '140px'],
  ['116px', 100, '116px'],
  ['minmax(100px, 1fr)', 140, 'minmax(140px, 1fr)'],
])('%s, at least %i, is %s', (track, least, wide) => expect(atLeast(track, least)).toBe(wide));

const noQuery = {};

function List({ of }: { of: readonly GridColumn<CustomerRow>[] }) {
  const { visible, chooser, tell } = useColumns('fit', of);
  const source = useListSource({ list: 'customer.list', summary: 'customer.summary', query: noQuery });
  return (
    <>
      {chooser}
      <DataGrid
        label="Customers"
        columns={visible}
        onRoom={tell}
        source={source}
        rowId={(row) => row.id}
        sort={undefined}
        onSort={() => undefined}
        onOpen={() => undefined}
        currency="INR"
        countText={String}
        empty={null}
      />
    </>
  );
}

async function list(width: number, of = columns) {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  scriptCore({ 'customer.list': customerPages(3), 'customer.summary': () => ({ count: 3 }) });
  const view = await show(<List of={of} />);
  await screen.findAllByText('state');
  const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent);
  return { ...view, heads };
}

afterEach(() => vi.restoreAllMocks());

test('the chooser shows what has room, and puts in what is chosen without pushing others out', async () => {
  const { user, heads } = await list(32 + 540);
  expect(heads()).toEqual(['name', 'due', 'state', 'total, ₹']);
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  const kind = within(screen.getByRole('group', { name: 'Columns' })).getByRole('checkbox', { name: 'kind' });
  expect(kind.matches(':checked')).toBe(false);
  await user.click(kind);
  expect(heads()).toEqual(['name', 'due', 'kind', 'state', 'total, ₹']);
});

test('a column is as wide as the longest amount that was met', async () => {
  await list(2000, [...columns.slice(0, 5), column('total', '84px', amount('123456789.50'))]);
  const tracks = () => document.querySelector<HTMLElement>('.grid-table')?.style.getPropertyValue('--cols');
  await waitFor(() => expect(tracks()?.split(' ').at(-1)).toBe('124px'));
});
