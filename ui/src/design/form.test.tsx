/** A form leads to what is wrong once, and a dialog in it, which is inside it to React, is a form of its own. */
import { act, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { ApiError, type ErrorBody } from '@/host';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { Form, FormDialog, type Option, Suggest, TextField } from '.';

const nothing = () => undefined;

test.each(['{Enter}', '{Control>}{Enter}{/Control}'])('%s in a dialog sends its form alone', async (keys) => {
  scriptCore({});
  const [outer, inner] = [vi.fn(), vi.fn()];
  const { user } = await show(
    <Form label="Document" error={null} onSubmit={outer}>
      <FormDialog title="Term" error={null} action="Take" onSubmit={inner} onClose={nothing}>
        <TextField name="days" label="Days" value="45" onChange={nothing} />
      </FormDialog>
    </Form>,
  );
  await user.type(await screen.findByLabelText('Days'), keys);
  expect(inner).toHaveBeenCalledOnce();
  expect(outer).not.toHaveBeenCalled();
});

test('Control+Enter sends the form of a dialog that has just been opened', async () => {
  scriptCore({});
  const send = vi.fn();
  const { user } = await show(
    <FormDialog title="Won" error={null} action="Won" onSubmit={send} onClose={nothing}>
      <p>What follows?</p>
    </FormDialog>,
  );
  const dialog = await screen.findByRole('dialog');
  dialog.focus();
  await user.keyboard('{Enter}');
  expect(send).not.toHaveBeenCalled();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(send).toHaveBeenCalledOnce();
});

let answer: (found: Option[]) => void = nothing;

function Picking({ send }: { send: (item: string) => void }) {
  const [item, setItem] = useState('');
  const find = () =>
    new Promise<Option[]>((resolve) => {
      answer = resolve;
    });
  return (
    <Form label="Line" error={null} onSubmit={() => send(item)}>
      <Suggest label="Item" value={item} source="item" find={find} onPick={({ text }) => setItem(text)} />
    </Form>
  );
}

test('a form that is sent in haste waits for what Enter took before it was proposed', async () => {
  scriptCore({});
  const send = vi.fn();
  const { user } = await show(<Picking send={send} />);
  await user.type(screen.getByRole('combobox'), 'pum{Enter}{Control>}{Enter}{/Control}');
  expect(send).not.toHaveBeenCalled();
  await act(async () => answer([{ id: 'pump', text: 'Pump' }]));
  await waitFor(() => expect(send.mock.calls).toEqual([['Pump']]));
});

test('what is typed on meanwhile takes the haste back', async () => {
  scriptCore({});
  const send = vi.fn();
  const { user } = await show(<Picking send={send} />);
  await user.type(screen.getByRole('combobox'), 'pum{Enter}{Control>}{Enter}{/Control}p');
  await act(async () => answer([{ id: 'pump', text: 'Pump' }]));
  expect(await screen.findByRole('option', { name: 'Pump' })).toBeTruthy();
  expect(send).not.toHaveBeenCalled();
  await user.keyboard('{Enter}{Control>}{Enter}{/Control}');
  await waitFor(() => expect(send.mock.calls).toEqual([['Pump']]));
});

let refuse: (body: ErrorBody) => void = nothing;

function Refused() {
  const [error, setError] = useState<ApiError | null>(null);
  refuse = (body) => act(() => setError(new ApiError(body)));
  return (
    <Form label="Document" error={error} onSubmit={nothing}>
      <TextField name="days" label="Days" value="45" onChange={nothing} />
      <TextField name="notes" label="Notes" value="" onChange={nothing} />
    </Form>
  );
}

test('only an error that says something else leads away from what is typed', async () => {
  scriptCore({});
  const scroll = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(nothing);
  const { user } = await show(<Refused />);
  const [days, notes] = [screen.getByLabelText('Days'), screen.getByLabelText('Notes')];
  const invalid = (path: string): ErrorBody => ({
    code: 'invalid',
    message_id: 'error.invalid',
    fields: [{ path, message_id: 'error.required' }],
  });
  await user.click(notes);
  refuse({ code: 'conflict', message_id: 'error.conflict' });
  expect(scroll).toHaveBeenCalledTimes(1);
  refuse({ code: 'conflict', message_id: 'error.conflict' });
  expect(scroll).toHaveBeenCalledTimes(1);
  refuse(invalid('days'));
  expect(scroll).toHaveBeenCalledTimes(2);
  expect(document.activeElement).toBe(days);
  await user.click(notes);
  refuse(invalid('days'));
  expect(scroll).toHaveBeenCalledTimes(2);
  expect(document.activeElement).toBe(notes);
  refuse(invalid('notes'));
  expect(scroll).toHaveBeenCalledTimes(3);
  scroll.mockRestore();
});
