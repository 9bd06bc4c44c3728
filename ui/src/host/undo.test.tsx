/** Ctrl+Z means what was done last, also while the core has not answered it yet. */
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import type { ErrorBody } from './index';
import { useWrite } from './queries';
import { forgetUndo, sayDone, undoNewest } from './undo';

afterEach(forgetUndo);

function Rename() {
  const write = useWrite('customer.update');
  return (
    <button
      type="button"
      onClick={() => write.mutate({ id: 'one', version: 1, set: { name: 'Bhima Spinning Mills' } })}
    >
      rename
    </button>
  );
}

/** A window with one action to take back, and another one that waits for its answer. */
async function asked() {
  let answer: (failure?: ErrorBody) => void = () => undefined;
  let isFirst = true;
  const scripted = scriptCore({
    'customer.update': ({ id, version }) => {
      const result = { id, version: version + 1, warnings: [] };
      if (!isFirst) return new Promise((done) => (answer = (failure) => done(failure ?? result)));
      isFirst = false;
      return result;
    },
    'history.undo': () => ({}) as never,
  });
  const { user, say } = await show(<Rename />);
  const button = screen.getByRole('button', { name: 'rename' });
  await user.click(button);
  await screen.findByText(say('command.customer.update'));
  await user.click(button);
  await waitFor(() => expect(scripted.asked('customer.update')).toHaveLength(2));
  return { scripted, answer: (failure?: ErrorBody) => answer(failure) };
}

test('it waits for a write that is on its way', async () => {
  const { scripted, answer } = await asked();
  const undone = undoNewest();
  expect(scripted.asked('history.undo')).toEqual([]);
  await act(async () => {
    answer();
    await undone;
  });
  expect(scripted.asked('history.undo')).toEqual([{ seq: 2 }]);
});

test('pressed again while it waits it asks for nothing more', async () => {
  const { scripted, answer } = await asked();
  const undone = [undoNewest(), undoNewest(), undoNewest()];
  await act(async () => {
    answer();
    await Promise.all(undone);
  });
  expect(scripted.asked('history.undo')).toEqual([{ seq: 2 }]);
  await act(undoNewest);
  expect(scripted.asked('history.undo')).toEqual([{ seq: 2 }, { seq: 1 }]);
});

test.each([
  ['storage', [{ seq: 1 }, { seq: 1 }]],
  ['precondition', [{ seq: 1 }]],
] as const)(
  'an undo that ends as %s can be asked for again only if it failed in passing',
  async (code, seqs) => {
    const scripted = scriptCore({
      'customer.update': ({ id, version }) => ({ id, version: version + 1, warnings: [] }),
      'history.undo': () => ({ code, message_id: 'error.busy', fields: [] }),
    });
    const { user, say } = await show(<Rename />);
    await user.click(screen.getByRole('button', { name: 'rename' }));
    await screen.findByText(say('command.customer.update'));
    await act(undoNewest);
    await act(undoNewest);
    expect(scripted.asked('history.undo')).toEqual(seqs);
  },
);

test('it waits no more once another file is open', async () => {
  const { scripted, answer } = await asked();
  const undone = undoNewest();
  forgetUndo();
  // What is asked for there waits for nobody.
  await act(undoNewest);
  await act(async () => {
    answer();
    await undone;
  });
  expect(scripted.asked('history.undo')).toEqual([]);
});

test('a write that is refused leaves what was done before it', async () => {
  const { scripted, answer } = await asked();
  const undone = undoNewest();
  await act(async () => {
    answer({ code: 'invalid', message_id: 'error.invalid', fields: [] });
    await undone;
  });
  expect(scripted.asked('history.undo')).toEqual([]);
  await act(undoNewest);
  expect(scripted.asked('history.undo')).toEqual([{ seq: 1 }]);
});

test('with nothing of this window left, the newest of the file is taken back or said to stay', async () => {
  const scripted = scriptCore({
    'history.newest': ({ before }) => ({
      action:
        before === undefined
          ? { seq: 12, command: 'invoice.issue' }
          : { seq: 11, command: 'customer.update' },
      is_offered: before !== undefined,
    }),
    'history.undo': () => ({ command: 'customer.update' }),
  });
  const { say } = await show(<Rename />);
  await act(undoNewest);
  await screen.findByText(say('undo.kept', { command: say('command.invoice.issue') }));
  expect(scripted.asked('history.undo')).toEqual([]);
  await act(undoNewest);
  await screen.findByText(say('undo.done_of', { command: say('command.customer.update') }));
  expect(scripted.calls.filter(({ command, preview }) => command === 'history.undo' && !preview)).toEqual([
    { command: 'history.undo', payload: { seq: 11 }, preview: false },
  ]);
});

test('what this window did last and cannot be taken back is said to stay, and nothing else goes', async () => {
  const scripted = scriptCore({
    'customer.update': ({ id, version }) => ({ id, version: version + 1, warnings: [] }),
    'history.undo': () => ({ command: 'customer.update' }),
  });
  const { user, say } = await show(<Rename />);
  await user.click(screen.getByRole('button', { name: 'rename' }));
  await screen.findByText(say('command.customer.update'));
  act(() => sayDone('ticket.reply'));
  await act(undoNewest);
  await screen.findByText(say('undo.kept', { command: say('command.ticket.reply') }));
  expect(scripted.asked('history.undo')).toEqual([]);
  await act(undoNewest);
  await screen.findByText(say('undo.done_of', { command: say('command.customer.update') }));
});

test('where the file knows of nothing either, that is said', async () => {
  scriptCore({ 'history.newest': () => ({ action: null, is_offered: false }) });
  const { say } = await show(<Rename />);
  await act(undoNewest);
  expect(await screen.findByText(say('undo.nothing'))).toBeTruthy();
});
