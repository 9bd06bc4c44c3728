import { screen, waitFor, within } from '@testing-library/react';
import { useMemo, useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import type { CustomerRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { customerPages } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { DataGrid, type GridColumn, type Sort, useColumns, useListSource } from '.';
import { move } from './keyboard';

const columns: GridColumn<CustomerRow>[] = [
  { id: 'name', title: 'Name', width: '1fr', sort: 'name', cell: (row) => row.name },
  { id: 'limit', title: 'Limit', width: '120px', money: () => ({ amount: '1000.00', currency: 'INR' }) },
];

/** As lists on pages are: columns remembered, rows from the core. */
function Plain({ of, peeked }: { of: readonly GridColumn<CustomerRow>[]; peeked?: string }) {
  const { visible } = useColumns('test', of);
  const source = useListSource({ list: 'customer.list', summary: 'customer.summary', query: noQuery });
  return (
    <DataGrid
      label="Customers"
      columns={visible}
      source={source}
      rowId={(row) => row.id}
      sort={undefined}
      onSort={() => undefined}
      onOpen={() => undefined}
      onPeek={() => undefined}
      peeked={peeked}
      countText={String}
      empty={null}
    />
  );
}

const noQuery = {};

interface Spies {
  onOpen?: (row: CustomerRow) => void;
  onPeek?: (row: CustomerRow) => void;
}

function Customers({ onOpen = () => undefined, onPeek }: Spies) {
  const [sort, setSort] = useState<Sort>({ column: 'name', descending: false });
  const query = useMemo(() => ({ sort }), [sort]);
  const source = useListSource({ list: 'customer.list', summary: 'customer.summary', query });
  return (
    <DataGrid
      label="Customers"
      columns={columns}
      source={source}
      rowId={(row) => row.id}
      sort={sort}
      onSort={setSort}
      onOpen={onOpen}
      onPeek={onPeek}
      currency="INR"
      rowActions={(row) => [{ id: 'open', title: 'Open it', run: () => onOpen(row) }]}
      selectionActions={(rows) => <span>{rows.map((row) => row.name).join('+')}</span>}
      countText={(count) => `${count} customers`}
      sums={[{ label: 'Total', values: [{ amount: '5.50', currency: 'INR' }] }]}
      empty={<p>Nobody</p>}
    />
  );
}

const core = (total: number) =>
  scriptCore({ 'customer.list': customerPages(total), 'customer.summary': () => ({ count: total }) });

async function ready(total = 250, spies: Spies = {}) {
  const scripted = core(total);
  const view = await show(<Customers {...spies} />);
  const grid = await screen.findByRole('grid');
  if (total > 0) await screen.findByText('Customer 0');
  grid.focus();
  return { ...view, core: scripted, grid };
}

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing', async () => {
    core(30);
    await show(<Customers />, { language });
    await screen.findByText('Customer 0');
    await expectAccessible();
  });
});

test('only what is on screen exists, and the whole view is counted by the core', async () => {
  const { grid } = await ready(100_000);
  expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
  expect(grid.getAttribute('aria-rowcount')).toBe('100001');
  expect(screen.getByText('100000 customers')).toBeTruthy();
  expect(screen.getByText('₹5.50')).toBeTruthy();
});

test('amounts of the home currency stand bare under a header that names it', async () => {
  const { grid } = await ready(3);
  expect(within(grid).getByRole('columnheader', { name: 'Limit, ₹' })).toBeTruthy();
  expect(within(grid).getAllByText('1,000')).toHaveLength(3);
});

test('keys move, open, peek and choose', async () => {
  const [onOpen, onPeek] = [vi.fn(), vi.fn()];
  const { user, grid } = await ready(250, { onOpen, onPeek });
  await user.keyboard('jj{ArrowDown}k{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'customer-2' }));
  await user.keyboard(' ');
  expect(onPeek).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'customer-2' }));
  await user.keyboard('x');
  expect(within(grid).getAllByRole('row', { selected: true })).toHaveLength(1);
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(await screen.findByText('Customer 2+Customer 3+Customer 4')).toBeTruthy();
  const chosen = within(grid).getAllByRole('row', { selected: true });
  expect(chosen).toHaveLength(3);
  await user.keyboard('{Escape}');
  expect(within(grid).queryAllByRole('row', { selected: true })).toHaveLength(0);
  const active = grid.getAttribute('aria-activedescendant');
  expect(document.getElementById(active ?? '')?.textContent).toContain('Customer 4');
});

test('Enter on a row that is still being read opens it when it is here', async () => {
  const onOpen = vi.fn();
  let answer = () => {};
  const read = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const pages = customerPages(3);
  scriptCore({
    'customer.list': async (request) => {
      await read;
      return pages(request);
    },
    'customer.summary': () => ({ count: 3 }),
  });
  const { user } = await show(<Customers onOpen={onOpen} />);
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(4));
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onOpen).not.toHaveBeenCalled();
  answer();
  await waitFor(() => expect(onOpen).toHaveBeenCalledOnce());
  expect(onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'customer-1' }));
});

test('single letters rest when they are switched off', async () => {
  const { letterKeys } = await import('@/app/keys');
  const onOpen = vi.fn();
  const { user } = await ready(250, { onOpen });
  letterKeys.set('off');
  await user.keyboard('jj{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'customer-0' }));
  letterKeys.set('on');
});

test('a header sorts by pointer and by keys, and the core does the sorting', async () => {
  const { user, grid, core: scripted } = await ready(3);
  await user.click(within(grid).getByRole('columnheader', { name: 'Name' }));
  await waitFor(() =>
    expect(scripted.asked('customer.list').at(-1)?.sort).toEqual({ column: 'name', descending: true }),
  );
  expect(within(grid).getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe(
    'descending',
  );
  grid.focus();
  await user.keyboard('{Home}{ArrowUp}{Enter}');
  await waitFor(() =>
    expect(within(grid).getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe(
      'ascending',
    ),
  );
});

test('the row menu opens by key and by the second mouse button', async () => {
  const onOpen = vi.fn();
  const { user } = await ready(5, { onOpen });
  await user.keyboard('j.');
  await user.click(await screen.findByRole('menuitem', { name: 'Open it' }));
  expect(onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'customer-1' }));
  await user.pointer({ keys: '[MouseRight]', target: screen.getByText('Customer 3') });
  await user.click(await screen.findByRole('menuitem', { name: 'Open it' }));
  expect(onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'customer-3' }));
});

describe('a column', () => {
  const tracks = () =>
    document.querySelector<HTMLElement>('.grid-table')?.style.getPropertyValue('--cols') ?? '';

  test('is made wider by keys, remembers it on this computer, and takes it back', async () => {
    core(3);
    const view = await show(<Plain of={columns} />);
    await screen.findByText('Customer 0');
    screen.getByRole('grid').focus();
    expect(tracks()).toBe('1fr 120px');
    await view.user.keyboard('{ArrowUp}{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    // Without a layout every cell is as wide as nothing, so the smallest width is what is kept.
    expect(tracks()).toBe('1fr 56px');
    expect(localStorage.getItem('throughline.widths.test')).toBe('{"limit":56}');
    await view.user.keyboard('{Backspace}');
    expect(tracks()).toBe('1fr 120px');
  });
});

describe('a cell that can be typed in', () => {
  async function typing(save: (row: CustomerRow, text: string) => Promise<unknown>, peeked?: string) {
    const editable: GridColumn<CustomerRow>[] = [
      {
        id: 'name',
        title: 'Name',
        width: '1fr',
        cell: (row) => row.name,
        edit: { value: (row) => row.name, save },
      },
    ];
    core(3);
    const view = await show(<Plain of={editable} peeked={peeked} />);
    await screen.findByText('Customer 1');
    const grid = screen.getByRole('grid');
    grid.focus();
    return { ...view, grid };
  }

  test('shows what was typed at once, and the core’s answer when it comes', async () => {
    let answer: () => void = () => undefined;
    const save = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          answer = resolve;
        }),
    );
    const { user, grid } = await typing(save);
    await user.keyboard('je');
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.keyboard('Asha Foods{Enter}');
    expect(save).toHaveBeenCalledWith(expect.objectContaining({ id: 'customer-1' }), 'Asha Foods');
    expect(screen.getByText('Asha Foods')).toBeTruthy();
    expect(document.activeElement).toBe(grid);
    answer();
    expect(await screen.findByText('Customer 1')).toBeTruthy();
  });

  test('takes two clicks beside a peek, where one does not open the row', async () => {
    const save = vi.fn(() => Promise.resolve());
    const { user } = await typing(save, 'customer-0');
    await user.dblClick(screen.getByText('Customer 1'));
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.keyboard('Asha Foods{Enter}');
    expect(save).toHaveBeenCalledWith(expect.objectContaining({ id: 'customer-1' }), 'Asha Foods');
  });

  test('is as before after Escape, and after a refusal', async () => {
    const save = vi.fn(() => Promise.reject(new Error('no')));
    const { user } = await typing(save);
    await user.keyboard('{F2}Somebody{Escape}');
    expect(save).not.toHaveBeenCalled();
    expect(screen.getByText('Customer 0')).toBeTruthy();
    await user.keyboard('{F2}Somebody{Enter}');
    expect(save).toHaveBeenCalledOnce();
    expect(await screen.findByText('Customer 0')).toBeTruthy();
  });
});

test('select all fetches the head of the view', async () => {
  const { user, core: scripted } = await ready(250);
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('250 selected')).toBeTruthy();
  expect(scripted.asked('customer.list').map((request) => request.after)).toContain('200');
});

test('an empty list says what to do', async () => {
  await ready(0);
  expect(await screen.findByText('Nobody')).toBeTruthy();
});

test('what changes elsewhere is read again', async () => {
  const { core: scripted } = await ready(3);
  const before = scripted.asked('customer.list').length;
  scripted.change(['customer']);
  await waitFor(() => expect(scripted.asked('customer.list').length).toBe(before + 1));
});

describe('a key leads', () => {
  const extent = { rows: 100, columns: 3, page: 10, rightToLeft: false };
  test.each([
    ['ArrowDown', { row: 5, column: 0 }, { row: 6, column: 0 }],
    ['k', { row: 0, column: 0 }, { row: 0, column: 0 }],
    ['ArrowUp', { row: 0, column: 1 }, { row: -1, column: 1 }],
    ['PageDown', { row: 95, column: 0 }, { row: 99, column: 0 }],
    ['Home', { row: 50, column: 2 }, { row: 0, column: 2 }],
    ['End', { row: 50, column: 2 }, { row: 99, column: 2 }],
    ['ArrowRight', { row: 1, column: 2 }, { row: 1, column: 2 }],
    ['q', { row: 1, column: 1 }, null],
  ])('%s from %o to %o', (key, from, to) => expect(move(from, key, extent)).toEqual(to));

  test('the arrows follow the eye when reading runs to the left', () => {
    expect(move({ row: 1, column: 1 }, 'ArrowLeft', { ...extent, rightToLeft: true })).toEqual({
      row: 1,
      column: 2,
    });
  });
});
