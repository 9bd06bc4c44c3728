/** What is typed where it stands outlives a crash too, until it is kept or thrown away. */
import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { useRead, useWrite } from '@/host/queries';
import { scriptCore } from '@/test/core';
import { customer } from '@/test/fixtures';
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

interface FieldProps {
  value: string;
  save?: (text: string) => Promise<unknown>;
  disabled?: boolean;
}

function OneFact({ value, save: keep = save, disabled }: FieldProps) {
  return (
    <FactsRail label="Facts" of="customer-1">
      <EditableFact label="Phone" path="set.phone" value={value} save={keep} disabled={disabled} />
    </FactsRail>
  );
}

function SomeNotes({ value, save: keep = save, disabled = false }: FieldProps) {
  return <Notes of="1" title="Notes" hint="" lines={2} value={value} save={keep} disabled={disabled} />;
}

/** A record whose field is saved, and read anew, when the test says so. */
async function slowly(Field: (props: FieldProps) => React.ReactNode, value: string) {
  scriptCore({});
  const answers: (() => void)[] = [];
  const asked = vi.fn(() => new Promise<void>((resolve) => answers.push(resolve)));
  let read = (_value: string) => undefined as unknown;
  function Record() {
    const [known, setKnown] = useState(value);
    read = setKnown;
    return <Field value={known} save={asked} />;
  }
  const view = await show(<Record />);
  return {
    ...view,
    asked,
    answer: () => act(async () => answers.shift()?.()),
    read: (next: string) => act(() => read(next)),
  };
}

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox');

test('notes keep what is typed while a save is on its way, and it is no other text when the first is read', async () => {
  const { user, asked, answer, read, say } = await slowly(SomeNotes, 'old');
  await user.type(box(), ' A');
  await user.click(document.body);
  await user.type(box(), ' B');
  await answer();
  expect(box().value).toBe('old A B');
  await waitFor(() => expect(keys()).toHaveLength(1));
  // The core may write it in its own way.
  await read('old a');
  expect(box().value).toBe('old A B');
  expect(screen.queryByText(say('form.now_says', { text: 'old a' }))).toBeNull();
  await user.click(document.body);
  expect(asked.mock.calls).toEqual([['old A'], ['old A B']]);
});

test('notes that are left again while a save is on its way are saved after it', async () => {
  const { user, asked, answer, read } = await slowly(SomeNotes, 'old');
  await user.type(box(), ' A');
  await user.click(document.body);
  await user.type(box(), ' B');
  await user.click(document.body);
  expect(asked).toHaveBeenCalledTimes(1);
  await answer();
  await read('old A');
  expect(asked.mock.calls).toEqual([['old A'], ['old A B']]);
  await answer();
  await read('old A B');
  expect(box().value).toBe('old A B');
  expect(keys()).toEqual([]);
});

test('notes that were saved stand there before the record is read anew, and are what is typed over', async () => {
  const { user, asked, answer, read } = await slowly(SomeNotes, 'old');
  await user.type(box(), ' A');
  await user.click(document.body);
  await answer();
  expect(box().value).toBe('old A');
  await user.type(box(), ' B');
  expect(box().value).toBe('old A B');
  await user.type(box(), '{Backspace}{Backspace}');
  await user.click(document.body);
  expect(asked).toHaveBeenCalledTimes(1);
  await read('old A');
  // Somebody takes it back.
  await read('old');
  expect(box().value).toBe('old');
});

test('a record that is read anew before the answer comes says what stands', async () => {
  const { user, answer, read } = await slowly(OneFact, '1');
  await user.click(screen.getByRole('button', { name: '1' }));
  await user.keyboard('0{Enter}');
  await read('10.00');
  await answer();
  expect(screen.getByRole('button', { name: '10.00' })).toBeTruthy();
});

test('a fact stays open with what is typed while a save is on its way', async () => {
  const { user, answer, read } = await slowly(OneFact, '1');
  await user.click(screen.getByRole('button', { name: '1' }));
  await user.keyboard('4{Enter}5');
  await answer();
  await read('14');
  expect(box().value).toBe('145');
  expect(document.activeElement).toBe(box());
});

test('Enter and then Tab save a fact once, and the focus stays where Tab led', async () => {
  const { user, asked, answer } = await slowly(
    (props) => (
      <>
        <OneFact {...props} />
        <button type="button">next</button>
      </>
    ),
    '1',
  );
  await user.click(screen.getByRole('button', { name: '1' }));
  await user.keyboard('4{Enter}{Tab}');
  await answer();
  expect(asked).toHaveBeenCalledExactlyOnceWith('14');
  expect(screen.getByRole('button', { name: '14' })).toBeTruthy();
  await new Promise(requestAnimationFrame);
  expect(document.activeElement?.textContent).toBe('next');
});

test('a fact that is left as it was follows the record', async () => {
  const { user, asked, read } = await slowly(OneFact, '1');
  await user.click(screen.getByRole('button', { name: '1' }));
  await user.keyboard('4{Backspace}');
  await read('2');
  expect(box().value).toBe('2');
  await user.click(document.body);
  expect(asked).not.toHaveBeenCalled();
});

function CustomerNotes({ Field }: { Field: (props: FieldProps) => React.ReactNode }) {
  const { data } = useRead('customer.get', { id: 'customer-1' });
  const { mutateAsync } = useWrite('customer.update', { silent: true });
  if (!data) return null;
  const { id, version, notes: value } = data;
  return <Field value={value} save={(notes) => mutateAsync({ id, version, set: { notes } })} />;
}

/** A field of a record whose core writes texts in its own way, and answers writes and reads when the test says so. */
async function ofCore(Field: (props: FieldProps) => React.ReactNode, own: (text: string) => string) {
  let stored = { ...customer, notes: 'old' };
  const waiting: (() => void)[] = [];
  const held = () => new Promise<void>((resolve) => waiting.push(resolve));
  const scripted = scriptCore({
    'customer.get': async () => {
      const { version } = stored;
      if (version > customer.version) await held();
      return stored;
    },
    'customer.update': async ({ set }) => {
      await held();
      stored = { ...stored, version: stored.version + 1, notes: own(set.notes ?? '') };
      return { id: stored.id, version: stored.version, warnings: [] };
    },
  });
  const view = await show(<CustomerNotes Field={Field} />);
  const answer = async () => {
    await waitFor(() => expect(waiting).toHaveLength(1));
    await act(async () => waiting.shift()?.());
  };
  const saved = () => scripted.asked('customer.update').map(({ set }) => set.notes);
  return { ...view, answer, saved };
}

test('a fact that the core writes as it stood before is shown so once it is read, and not before', async () => {
  const { user, answer } = await ofCore(OneFact, (text) => text.trim());
  await user.click(await screen.findByRole('button', { name: 'old' }));
  await user.keyboard(' .{Backspace}{Enter}');
  await answer();
  await waitFor(() => expect(screen.getByRole('button').textContent).toBe('old '));
  await answer();
  await waitFor(() => expect(screen.getByRole('button').textContent).toBe('old'));
});

test('a fact that the core has changed shows nothing older between the answer and the reading', async () => {
  const { user, answer } = await ofCore(OneFact, (text) => text.toUpperCase());
  await user.click(await screen.findByRole('button', { name: 'old' }));
  await user.keyboard('er{Enter}');
  await answer();
  const said = new Set<string | null>();
  const watcher = new MutationObserver(() => said.add(screen.getByRole('button').textContent));
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  await answer();
  expect(await screen.findByRole('button', { name: 'OLDER' })).toBeTruthy();
  watcher.disconnect();
  expect([...said]).toEqual(['OLDER']);
});

test('notes that are left again are saved also when the first save has changed nothing', async () => {
  const { user, answer, saved } = await ofCore(SomeNotes, (text) => text.trim());
  await user.type(await screen.findByRole('textbox'), ' ');
  await user.click(document.body);
  await user.type(box(), 'B');
  await user.click(document.body);
  expect(saved()).toEqual(['old ']);
  await answer();
  await answer();
  await waitFor(() => expect(saved()).toEqual(['old ', 'old B']));
  await answer();
  await answer();
  expect(box().value).toBe('old B');
  expect(keys()).toEqual([]);
});

const kinds = [
  { Field: OneFact, open: '123' },
  { Field: SomeNotes, open: undefined },
];

test.each(kinds)('what was typed over an older text shows what stands now', async ({ Field, open }) => {
  await crashed(<Field value="123" />, open);
  const { user, say } = await show(<Field value="99" />);
  expect(box().value).toBe('1234');
  expect(screen.getByText(say('form.now_says', { text: '99' }))).toBeTruthy();
  // Only the buttons decide.
  await user.type(box(), '5');
  await user.click(document.body);
  expect(save).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: say('form.start_afresh') }));
  expect(screen.queryByDisplayValue('12345')).toBeNull();
  expect(screen.queryByText(say('form.restored'))).toBeNull();
  expect(keys()).toEqual([]);
});

test('a text that another takes the place of while somebody types is shown, and not replaced by leaving', async () => {
  const { user, asked, read, say } = await slowly(SomeNotes, 'old');
  await user.type(box(), ' A');
  await read('');
  expect(screen.getByText(say('form.now_empty'))).toBeTruthy();
  expect(screen.queryByText(say('form.restored'))).toBeNull();
  await user.click(document.body);
  expect(asked).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: say('action.save') }));
  expect(asked).toHaveBeenCalledExactlyOnceWith('old A');
});

test.each(kinds)('what stands there by now is nothing that is kept', async ({ Field, open }) => {
  await crashed(<Field value="123" />, open);
  const { say } = await show(<Field value="1234" />);
  expect(screen.queryByText(say('form.restored'))).toBeNull();
  expect(keys()).toEqual([]);
});

test.each(kinds)('where nothing can be typed, what was typed waits', async ({ Field, open }) => {
  await crashed(<Field value="123" />, open);
  const { say, unmount } = await show(<Field value="123" disabled />);
  expect(screen.queryByText(say('form.restored'))).toBeNull();
  expect(screen.queryByRole('button', { name: say('action.save') })).toBeNull();
  expect(screen.queryByDisplayValue('1234')).toBeNull();
  unmount();
  await show(<Field value="123" />);
  expect(box().value).toBe('1234');
});

test.each(kinds)('the focus goes back to the field that is started afresh', async ({ Field, open }) => {
  await crashed(<Field value="123" />, open);
  const { user, say } = await show(<Field value="123" />);
  await user.click(screen.getByRole('button', { name: say('form.start_afresh') }));
  const field = open ? screen.getByRole('button', { name: open }) : box();
  await waitFor(() => expect(document.activeElement).toBe(field));
});

test('a fact that is left for what is kept of another is saved', async () => {
  await crashed(fact('customer-1'), '123');
  const { user, say } = await show(
    <FactsRail label="Facts" of="customer-1">
      <EditableFact label="Phone" path="set.phone" value="123" save={save} />
      <EditableFact label="Place" path="set.place" value="Pune" save={save} />
    </FactsRail>,
  );
  await user.click(screen.getByRole('button', { name: 'Pune' }));
  await user.keyboard('x');
  const kept = screen.getByText(say('form.restored')).parentElement as HTMLElement;
  await user.click(within(kept).getByRole('button', { name: say('form.start_afresh') }));
  expect(save).toHaveBeenCalledExactlyOnceWith('Punex');
});
