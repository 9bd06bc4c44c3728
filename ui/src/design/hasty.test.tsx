/** Enter before its proposals are here is decided by itself, wherever the person has gone on to. */
import { act, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { Form, type Option, Suggest, TextField } from '.';

const nothing = () => undefined;
let answer: () => void = nothing;
let answers: Promise<void>;

const find = vi.fn(async (words: string): Promise<Option[]> => {
  await answers;
  return words.startsWith('nobody') ? [] : [{ id: words, text: `Found ${words}` }];
});

beforeEach(() => {
  find.mockClear();
  scriptCore({});
  answers = new Promise((resolve) => {
    answer = resolve;
  });
});

function Adding({ send = nothing }: { send?: (lines: string[]) => void }) {
  const [lines, setLines] = useState<string[]>([]);
  const [typed, setTyped] = useState('');
  const add = (line: string) => setLines((before) => [...before, line]);
  return (
    <Form label="Lines" error={null} onSubmit={() => send(lines)}>
      <Suggest
        adds
        label="Item"
        value={typed}
        onChange={setTyped}
        source="item"
        find={find}
        onPick={({ text }) => add(text)}
        make={{ text: (words) => words, run: (words) => add(`As typed ${words}`) }}
      />
      <output>{lines.join(', ')}</output>
    </Form>
  );
}

function Picking({ send = nothing }: { send?: (item: string) => void }) {
  const [item, setItem] = useState('');
  const [subject, setSubject] = useState('');
  return (
    <Form label="Paper" error={null} onSubmit={() => send(item)}>
      <Suggest label="Item" value={item} source="item" find={find} onPick={({ text }) => setItem(text)} />
      <TextField label="Subject" value={subject} onChange={setSubject} />
      <output>{item}</output>
    </Form>
  );
}

const item = () => screen.getByRole<HTMLInputElement>('combobox');
const held = (text: string) => waitFor(() => expect(screen.getByRole('status').textContent).toBe(text));

test('lines typed in haste all become lines, in their order', async () => {
  const { user } = await show(<Adding />);
  await user.type(item(), 'rack{Enter}nobody{Enter}pump{Enter}dr');
  expect(screen.getByRole('status').textContent).toBe('');
  answer();
  await held('Found rack, As typed nobody, Found pump');
  expect(item().value).toBe('dr');
  expect(find.mock.calls.filter(([words]) => words === 'rack')).toHaveLength(1);
});

test('a form waits for all lines that were typed in haste', async () => {
  const send = vi.fn();
  const { user } = await show(<Adding send={send} />);
  await user.type(item(), 'rack{Enter}pump{Enter}{Control>}{Enter}{/Control}');
  expect(send).not.toHaveBeenCalled();
  answer();
  await waitFor(() => expect(send.mock.calls).toEqual([[['Found rack', 'Found pump']]]));
});

test('Escape drops what was entered in haste and gives its words back', async () => {
  const send = vi.fn();
  const { user } = await show(<Adding send={send} />);
  await user.type(item(), 'rack{Enter}{Control>}{Enter}{/Control}');
  expect(item().value).toBe('');
  await user.keyboard('{Escape}');
  expect(item().value).toBe('rack');
  await act(async () => answer());
  expect(screen.getByRole('status').textContent).toBe('');
  expect(send).not.toHaveBeenCalled();
});

test('Tab after Enter goes on, and what was meant comes without taking the focus back', async () => {
  const send = vi.fn();
  const { user } = await show(<Picking send={send} />);
  await user.type(item(), 'rack{Enter}{Tab}Subj');
  expect(item().value).toBe('rack');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(send).not.toHaveBeenCalled();
  answer();
  await waitFor(() => expect(send.mock.calls).toEqual([['Found rack']]));
  const subject = screen.getByLabelText<HTMLInputElement>('Subject');
  expect(document.activeElement).toBe(subject);
  expect(subject.value).toBe('Subj');
  expect(item().value).toBe('Found rack');
});

test('Escape after Enter leaves a field as it was', async () => {
  const { user } = await show(<Picking />);
  await user.type(item(), 'rack{Enter}{Escape}');
  await act(async () => answer());
  expect(screen.getByRole('status').textContent).toBe('');
  expect(item().value).toBe('');
});
