/** What is typed in a cell is saved to the record it was begun on, wherever that stands by then. */
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { CustomerRow } from '@/host/generated';
import { forgetUndo, offerUndoOf, undoNewest } from '@/host/undo';
import { scriptCore } from '@/test/core';
import { customerRow } from '@/test/fixtures';
import { show } from '@/test/render';
import { DataGrid, type GridColumn, useListSource } from '.';

afterEach(forgetUndo);

const noQuery = {};
const nothing = () => undefined;

interface ListProps {
  columns: readonly GridColumn<CustomerRow>[];
  onOpen: (row: CustomerRow) => void;
}

function List({ columns, onOpen }: ListProps) {
  const source = useListSource({ list: 'customer.list', summary: 'customer.summary', query: noQuery });
  return (
    <DataGrid
      label="Customers"
      columns={columns}
      source={source}
      rowId={(row) => row.id}
      sort={undefined}
      onSort={nothing}
      onOpen={onOpen}
      countText={String}
      empty={null}
    />
  );
}

type Save = (row: CustomerRow, set: Partial<CustomerRow>) => Promise<unknown>;

/** A list by name of customers with these names, whose names and phones can be typed in. */
async function open(names: readonly string[], answer?: Save) {
  const reading = { ms: 0 };
  let rows = names.map((name, index) => ({ ...customerRow(index), id: name, version: 1, name, phone: '' }));
  const sorted = () => rows.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const scripted = scriptCore({
    'customer.list': async ({ after, offset, limit = 100 }) => {
      if (reading.ms > 0) await new Promise((done) => setTimeout(done, reading.ms));
      const from = Number(after ?? offset ?? 0);
      const to = from + limit;
      return { rows: sorted().slice(from, to), next: to < rows.length ? String(to) : null };
    },
    'customer.summary': () => ({ count: rows.length }),
    'history.undo': () => ({}) as never,
  });
  /** What happens to the rows elsewhere, which the page is told of. */
  const become = (next: (now: CustomerRow[]) => CustomerRow[]) => {
    rows = next(rows);
    scripted.change(['customer']);
  };
  const write: Save = async ({ id, version }, set) =>
    become((now) => now.map((row) => (row.id === id ? { ...row, ...set, version: version + 1 } : row)));
  const save = vi.fn(answer ?? write);
  const able = (row: CustomerRow) => row.name !== 'Fixed';
  const onOpen = vi.fn();
  const columns: GridColumn<CustomerRow>[] = [
    {
      id: 'name',
      title: 'Name',
      width: '1fr',
      cell: (row) => row.name,
      edit: { able, value: (row) => row.name, save: (row, name) => save(row, { name }) },
    },
    { id: 'code', title: 'Code', width: '80px', cell: (row) => row.code },
    {
      id: 'phone',
      title: 'Phone',
      width: '120px',
      cell: (row) => row.phone,
      edit: { able, value: (row) => row.phone, save: (row, phone) => save(row, { phone }) },
    },
  ];
  const view = await show(<List columns={columns} onOpen={onOpen} />);
  await screen.findByText(names[0] as string);
  const grid = screen.getByRole('grid');
  grid.focus();
  return { ...view, scripted, grid, save, become, onOpen, reading };
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const currentText = (grid: HTMLElement) =>
  document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent;
const newest = (save: { mock: { lastCall?: Parameters<Save> } }) => {
  const [row, set] = save.mock.lastCall as Parameters<Save>;
  return { id: row.id, version: row.version, set };
};

test('Tab goes on in the same record, although its new name moves it', async () => {
  const { user, grid, save } = await open(['Asha', 'Bhima', 'Chakan']);
  await user.keyboard('e');
  await user.clear(field('Name'));
  await user.keyboard('Zeta{Tab}');
  const phone = field('Phone');
  await waitFor(() => expect(phone.style.transform).toBe('translateY(108px)'));
  await user.keyboard('98220{Enter}');
  expect(newest(save)).toEqual({ id: 'Asha', version: 2, set: { phone: '98220' } });
  expect(document.activeElement).toBe(grid);
  expect(currentText(grid)).toContain('Zeta');
});

test('what was typed stands until it was read, however often the list is read anew', async () => {
  const { user, grid, save, become, reading } = await open(['Asha', 'Bhima']);
  const seen: string[] = [];
  const look = () => seen.push(grid.textContent?.match(/Asha|Aarti/)?.[0] ?? '');
  reading.ms = 60;
  await user.keyboard('e');
  await user.clear(field('Name'));
  await user.keyboard('Aarti{Enter}');
  const observer = new MutationObserver(look);
  observer.observe(grid, { subtree: true, childList: true, characterData: true });
  await waitFor(() => expect(save).toHaveBeenCalled());
  for (const phone of ['98220', '98221'])
    await act(async () => {
      await new Promise((done) => setTimeout(done, 30));
      become((now) => now.map((row) => ({ ...row, phone })));
    });
  expect(await screen.findAllByText('98221')).toHaveLength(2);
  observer.disconnect();
  expect(seen).not.toContain('Asha');
});

test('a row that comes in above takes nothing of what is typed below it', async () => {
  const { user, save, become } = await open(['Bhima', 'Chakan']);
  await user.keyboard('je');
  await user.keyboard('Chinchwad');
  act(() => become((now) => [...now, { ...(now[0] as CustomerRow), id: 'new', name: 'Asha' }]));
  await waitFor(() => expect(field('Name').style.transform).toBe('translateY(108px)'));
  expect(field('Name').value).toBe('Chinchwad');
  await user.keyboard('{Enter}');
  expect(newest(save)).toEqual({ id: 'Chakan', version: 1, set: { name: 'Chinchwad' } });
});

test('a record that is not in the list any more stays until its cell is left, and the core says what becomes of it', async () => {
  const { user, save, become } = await open(['Asha', 'Bhima', 'Chakan']);
  await user.keyboard('je');
  act(() => become((now) => now.filter(({ id }) => id !== 'Bhima')));
  await waitFor(() => expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('3'));
  expect(screen.getByText('Bhima')).toBeTruthy();
  expect(screen.queryByText('Chakan')).toBeNull();
  await user.keyboard('Bhima Mills{Enter}');
  expect(newest(save)).toEqual({ id: 'Bhima', version: 1, set: { name: 'Bhima Mills' } });
  expect(await screen.findByText('Chakan')).toBeTruthy();
});

test('a cell that is left as it was found puts nothing back over what others wrote', async () => {
  const { user, save, become } = await open(['Asha', 'Bhima']);
  await user.keyboard('e');
  act(() => become((now) => now.map((row) => ({ ...row, phone: '1', name: `${row.name} 2` }))));
  await screen.findByText('Asha 2');
  expect(field('Name').value).toBe('Asha');
  await user.keyboard('{Tab}');
  expect(save).not.toHaveBeenCalled();
  expect(field('Phone').value).toBe('1');
});

test('a second cell is saved over the version that the first has left', async () => {
  const { user, save } = await open(['Asha', 'Bhima']);
  await user.keyboard('e');
  await user.clear(field('Name'));
  await user.keyboard('Aarti{Tab}98220{Enter}');
  await waitFor(() => expect(save).toHaveBeenCalledTimes(2));
  expect(newest(save)).toEqual({ id: 'Asha', version: 2, set: { phone: '98220' } });
});

test('a record that an own save takes out of the list is saved again over its version', async () => {
  const { user, save, become } = await open(['Asha', 'Bhima'], async ({ id, version }) => {
    become((now) => now.filter((row) => row.id !== id));
    return { result: { id, version: version + 1 } };
  });
  await user.keyboard('e');
  await user.clear(field('Name'));
  await user.keyboard('Zed{Tab}');
  await user.keyboard('98220{Enter}');
  await waitFor(() => expect(save).toHaveBeenCalledTimes(2));
  expect(newest(save)).toEqual({ id: 'Asha', version: 2, set: { phone: '98220' } });
});

test('what others wrote in the cell meanwhile is refused by its version, not overwritten', async () => {
  const { user, save, become } = await open(['Asha', 'Bhima']);
  await user.keyboard('e');
  await user.keyboard(' Foods');
  act(() => become((now) => now.map((row) => ({ ...row, version: 5, name: `${row.name} 2` }))));
  await screen.findByText('Bhima 2');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(save).toHaveBeenCalledOnce());
  expect(newest(save)).toMatchObject({ id: 'Asha', version: 1 });
});

test('what is typed stays, with the focus, when its row is scrolled away', async () => {
  const names = Array.from({ length: 400 }, (_, index) => `Customer ${String(index).padStart(3, '0')}`);
  const { user, grid, save } = await open(names);
  await user.keyboard('je');
  await user.keyboard('Asha');
  grid.scrollTop = 360 * 36;
  fireEvent.scroll(grid);
  await screen.findByText('Customer 365');
  expect(screen.queryByText('Customer 001')).toBeNull();
  expect(document.activeElement).toBe(field('Name'));
  await user.keyboard(' Foods{Enter}');
  expect(newest(save)).toMatchObject({ id: 'Customer 001', set: { name: 'Asha Foods' } });
  expect(document.activeElement).toBe(grid);
});

test('several cells show what was typed until each of them is answered', async () => {
  const answers: (() => void)[] = [];
  const { user } = await open(['Asha', 'Bhima'], () => new Promise<void>((resolve) => answers.push(resolve)));
  await user.keyboard('e');
  await user.clear(field('Name'));
  await user.keyboard('Aarti{Tab}98220{Enter}');
  expect(screen.getByText('Aarti')).toBeTruthy();
  expect(screen.getByText('98220')).toBeTruthy();
  // What is on its way is what is typed over.
  await user.keyboard('e');
  expect(field('Name').value).toBe('Aarti');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(answers).toHaveLength(1));
  answers[0]?.();
  expect(await screen.findByText('Asha')).toBeTruthy();
  expect(screen.getByText('98220')).toBeTruthy();
});

/** A list whose saves wait: each is answered by the next of `answers`, which may change the record once more. */
async function slow() {
  const answers: ((after?: Partial<CustomerRow>) => void)[] = [];
  const view = await open(
    ['Asha', 'Bhima'],
    ({ id, version }, set) =>
      new Promise((done) =>
        answers.push((after) => {
          const left = version + 1;
          view.become((now) => now.map((row) => (row.id === id ? { ...row, ...set, version: left } : row)));
          if (after)
            view.become((now) =>
              now.map((row) => (row.id === id ? { ...row, ...after, version: left + 1 } : row)),
            );
          done({ result: { id, version: left } });
        }),
      ),
  );
  const answer = async (after?: Partial<CustomerRow>) => {
    await waitFor(() => expect(answers).toHaveLength(1));
    await act(async () => answers.shift()?.(after));
  };
  return { ...view, answer };
}

test('words typed over own ones that are on their way are saved over what those have left', async () => {
  const { user, save, answer } = await slow();
  await user.keyboard('e');
  await user.keyboard('Asha Foods{Enter}');
  await user.keyboard('e');
  await user.keyboard('Asha Mills{Enter}');
  await answer();
  await waitFor(() => expect(save).toHaveBeenCalledTimes(2));
  expect(newest(save)).toEqual({ id: 'Asha', version: 2, set: { name: 'Asha Mills' } });
});

test('what others wrote over own words on their way is not overwritten by the next ones', async () => {
  const { user, save, answer } = await slow();
  await user.keyboard('e');
  await user.keyboard('Asha Foods{Enter}');
  await user.keyboard('e');
  await user.keyboard('Asha Mills{Enter}');
  await answer({ name: 'Asha Dairy' });
  await waitFor(() => expect(save).toHaveBeenCalledTimes(2));
  // The core is at version 3 by then, and refuses.
  expect(newest(save)).toMatchObject({ id: 'Asha', version: 2 });
});

test('two cells typed in before the page is left are both saved', async () => {
  const { user, save, answer, unmount } = await slow();
  await user.keyboard('e');
  await user.clear(field('Name'));
  await user.keyboard('Aarti{Tab}98220{Enter}');
  unmount();
  await answer();
  await waitFor(() => expect(save).toHaveBeenCalledTimes(2));
  expect(newest(save)).toEqual({ id: 'Asha', version: 2, set: { phone: '98220' } });
});

test('Ctrl+Z pressed while a cell waits takes nothing else back when that is refused', async () => {
  const refusal = { code: 'invalid', message_id: 'error.invalid', fields: [] };
  const { user, scripted, save } = await open(['Asha', 'Bhima'], async (_, set) => {
    if (set.phone !== undefined) throw refusal;
  });
  act(() => offerUndoOf([1], 'customer.deleted', { count: 1, name: 'Chakan' }));
  await user.keyboard('e');
  await user.clear(field('Name'));
  fireEvent.change(field('Name'), { target: { value: 'Aarti' } });
  fireEvent.keyDown(field('Name'), { key: 'Tab' });
  fireEvent.change(field('Phone'), { target: { value: '98220' } });
  fireEvent.keyDown(field('Phone'), { key: 'Enter' });
  await act(undoNewest);
  expect(save).toHaveBeenCalledTimes(2);
  expect(scripted.asked('history.undo')).toEqual([]);
  await user.keyboard('e');
  await user.keyboard('Next{Enter}');
  await waitFor(() => expect(save).toHaveBeenCalledTimes(3));
});

test('a cell that cannot be typed in stays as it is', async () => {
  const { user, onOpen } = await open(['Asha', 'Fixed']);
  await user.keyboard('{ArrowRight}e{F2}');
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.keyboard('{ArrowRight}e');
  expect(field('Phone')).toBeTruthy();
  await user.keyboard('{Escape}je{F2}{ArrowLeft}{ArrowLeft}e');
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.keyboard('{Enter}');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'Fixed' }));
});
