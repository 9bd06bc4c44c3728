/** What is typed where it stands outlives a crash too, until it is kept or thrown away. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { EditableFact, FactsRail, Notes } from '.';

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith('throughline.draft'));
const save = vi.fn(async () => undefined);

const fact = (of: string, value = '123') => (
  <FactsRail label="Facts" of={of}>
    <EditableFact label="Phone" path="set.phone" value={value} save={save} />
  </FactsRail>
);

const crashed = async (element: React.ReactNode, open?: string) => {
  scriptCore({});
  save.mockClear();
  const { user, unmount } = await show(element);
  if (open) await user.click(screen.getByRole('button', { name: open }));
  await user.type(screen.getByRole('textbox'), '4');
  await waitFor(() => expect(keys()).toHaveLength(1));
  unmount();
};

test('a fact that was being typed stands open again, waits for the focus, and is kept by Enter', async () => {
  await crashed(fact('customer-1'), '123');
  const { user, say } = await show(fact('customer-1'));
  const field = screen.getByRole<HTMLInputElement>('textbox');
  expect(field.value).toBe('1234');
  expect(document.activeElement).not.toBe(field);
  expect(screen.getByText(say('form.restored'))).toBeTruthy();
  await user.type(field, '{Enter}');
  expect(save).toHaveBeenLastCalledWith('1234');
  await waitFor(() => expect(keys()).toEqual([]));
});

test('it belongs to its record alone', async () => {
  await crashed(fact('customer-1'), '123');
  await show(fact('customer-2'));
  expect(screen.getByRole('button', { name: '123' })).toBeTruthy();
});

test.each([
  ['a fact', fact('customer-1'), '123'],
  [
    'notes',
    <Notes key="1" of="1" title="Notes" hint="" lines={2} value="123" save={save} disabled={false} />,
  ],
])('%s can be started afresh, which keeps nothing', async (_what, element, open?: string) => {
  await crashed(element, open);
  const { user, say } = await show(element);
  await user.click(screen.getByRole('textbox'));
  await user.click(screen.getByRole('button', { name: say('form.start_afresh') }));
  expect(save).not.toHaveBeenCalled();
  expect(keys()).toEqual([]);
  expect(screen.queryByText(say('form.restored'))).toBeNull();
});

test.each([
  ['a fact', fact('customer-1'), '123'],
  [
    'notes',
    <Notes key="1" of="1" title="Notes" hint="" lines={2} value="123" save={save} disabled={false} />,
  ],
])(
  '%s that was being typed is not kept by going there and away again, but by its button',
  async (_what, element, open?: string) => {
    await crashed(element, open);
    const { user, say } = await show(element);
    await user.click(screen.getByRole('textbox'));
    await user.click(document.body);
    expect(save).not.toHaveBeenCalled();
    expect(keys()).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: say('action.save') }));
    expect(save).toHaveBeenCalledExactlyOnceWith('1234');
    await waitFor(() => expect(keys()).toEqual([]));
  },
);
