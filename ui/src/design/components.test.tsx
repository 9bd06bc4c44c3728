/** Every building block in every test language, looked at by axe, and the promises each of them makes. */
import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ApiError } from '@/host';
import { notify, undoWindowMs } from '@/host/undo';
import { scriptCore } from '@/test/core';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import {
  AmountField,
  Avatar,
  Badge,
  Button,
  Checkbox,
  ChoiceFact,
  Choices,
  DateField,
  Dialog,
  EditableFact,
  EmptyState,
  Fact,
  FactsRail,
  FactsSection,
  Form,
  IconButton,
  Menu,
  Money,
  NextActionStrip,
  NumberField,
  Peek,
  Popover,
  SearchField,
  Section,
  Select,
  Sheet,
  StatStrip,
  Suggest,
  Table,
  Tabs,
  TextField,
  Thread,
  Unbroken,
  When,
} from '.';
import { Board } from './Board/Board';

const options = [
  { id: 'a', text: 'Alpha', note: '1' },
  { id: 'b', text: 'Beta', icon: 'star' },
];
const nothing = () => undefined;

const blocks = (
  <>
    <Button keys="c i" icon="plus">
      Create
    </Button>
    <Button kind="primary" isDisabled>
      Issue
    </Button>
    <IconButton icon="x" label="Close" keys="escape" />
    <TextField label="Name" value="A" onChange={nothing} optional note="Any" />
    <TextField label="Notes" value="" onChange={nothing} lines={2} warning="Odd" />
    <SearchField label="Find" value="x" onChange={nothing} />
    <NumberField label="Days" value="3" onChange={nothing} />
    <AmountField label="Limit" currency="INR" value="4000.50" onChange={nothing} />
    <DateField label="Due" value="2026-11-22" onChange={nothing} today="2026-11-22" />
    <Select label="Kind" options={options} value="a" onChange={nothing} />
    <Checkbox isSelected>Billable</Checkbox>
    <Choices
      label="How"
      value="x"
      onChange={nothing}
      choices={[{ id: 'x', icon: 'star', title: 'This', text: 'Why' }]}
    />
    <Tabs
      label="Parts"
      value="one"
      onChange={nothing}
      tabs={[{ id: 'one', title: 'One', count: 2, content: 'Here' }]}
    />
    <Menu label="More" groups={[{ id: 'g', actions: [{ id: 'x', title: 'Do', run: nothing }] }]}>
      <IconButton icon="ellipsis" label="More" />
    </Menu>
    <Popover label="Why" trigger={<Button>Why</Button>}>
      Because
    </Popover>
    <Badge value={{ tone: 'danger', icon: 'circle-alert', key: 'customer.count', params: { count: 2 } }} />
    <Money value={{ amount: '1234.50', currency: 'INR' }} />
    <When day="2026-11-22" />
    <Avatar name="Sunita Rao" label />
    <EmptyState text="Nothing" action={<Button>Add</Button>} />
    <StatStrip label="Money" look="card" stats={[{ id: 'o', label: 'Open', value: '₹1', open: nothing }]} />
    <NextActionStrip
      value={{
        icon: 'receipt',
        text_key: 'customer.count',
        params: { count: 1 },
        why_key: 'customer.none',
        action_key: 'customer.new',
      }}
      note="today"
      onAct={nothing}
      later={[{ id: 'later', actions: [{ id: 'x', title: 'Tomorrow', run: nothing }] }]}
    />
    <Thread
      label="Thread"
      steps={[
        { id: 'l', title: 'Lead', note: '12 Oct', state: 'done', open: nothing },
        { id: 'd', title: 'Deal', state: 'now' },
        { id: 'i', title: 'Invoice', state: 'todo' },
      ]}
    />
    <Section title="Open items" count={6}>
      None
    </Section>
    <FactsRail label="Facts">
      <FactsSection title="Terms">
        <Fact label="Currency">INR</Fact>
        <EditableFact label="Phone" path="set.phone" value="" save={async () => undefined} />
      </FactsSection>
    </FactsRail>
    <Peek label="Peek" title="CUS-1" onStep={nothing} onOpen={nothing} onClose={nothing}>
      Inside
    </Peek>
    <Board
      label="Deals"
      columns={[
        { id: 'q', title: 'Qualified', cards: [{ id: '1', name: 'Chakan' }] },
        { id: 'w', title: 'Won', cards: [] },
      ]}
      cardId={(card) => card.id}
      cardName={(card) => card.name}
      card={(card) => card.name}
      current={null}
      onPeek={nothing}
      onOpen={nothing}
      onMove={nothing}
    />
  </>
);

function LimitField({ onType }: { onType: (text: string) => void }) {
  const [value, setValue] = useState('123456.50');
  const change = (text: string) => {
    setValue(text);
    onType(text);
  };
  return <AmountField label="Limit" currency="INR" value={value} onChange={change} />;
}

function DueField() {
  const [value, setValue] = useState('2026-11-22');
  return <DateField label="Due" today="2026-11-23" value={value} onChange={setValue} />;
}

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing in any building block', async () => {
    scriptCore({});
    await show(blocks, { language });
    await expectAccessible();
  });

  test('axe finds nothing in a dialog', async () => {
    scriptCore({});
    await show(
      <Dialog title="Contact" isOpen onClose={nothing}>
        <TextField label="Name" value="" onChange={nothing} />
      </Dialog>,
      { language },
    );
    await expectAccessible();
  });

  test('axe finds nothing in a sheet', async () => {
    scriptCore({});
    await show(
      <Sheet title="Keys" isOpen onClose={nothing} size="lg">
        <Button>Do</Button>
      </Sheet>,
      { language },
    );
    await expectAccessible();
  });
});

test('no text of ours escapes the catalogue', async () => {
  scriptCore({});
  const long = testLocales[1];
  const { container } = await show(
    <NextActionStrip
      value={{
        icon: 'x',
        text_key: 'customer.none',
        why_key: 'customer.none_match',
        action_key: 'customer.new',
      }}
      onAct={nothing}
      later={[{ id: 'later', actions: [] }]}
    />,
    { language: long },
  );
  for (const button of within(container).getAllByRole('button')) expect(button.textContent).toMatch(/~/);
});

test('an amount is shown in local writing until it is typed into, and is handed on as typed', async () => {
  scriptCore({});
  const typed = vi.fn();
  const { user } = await show(<LimitField onType={typed} />);
  const input = screen.getByLabelText<HTMLInputElement>('Limit');
  expect(input.value).toBe('1,23,456.50');
  await user.click(input);
  expect(input.value).toBe('123456.50');
  await user.clear(input);
  await user.type(input, '₹ 1.2 lakh');
  expect(typed).toHaveBeenLastCalledWith('₹ 1.2 lakh');
  await user.tab();
  expect(input.value).toBe('₹ 1.2 lakh');
});

test('a date shows words, takes words, and opens a calendar of ours', async () => {
  const core = scriptCore({ 'activity.parse': () => ({ due_date: '2026-11-27' }) as never });
  const { user, say } = await show(<DueField />);
  const input = screen.getByLabelText<HTMLInputElement>('Due');
  expect(input.value).toBe('22 Nov 2026');
  expect(input.type).toBe('text');
  await user.clear(input);
  await user.type(input, 'fri{Enter}');
  await user.tab();
  expect(core.asked('activity.parse')).toContainEqual({ text: 'due fri', past: undefined });
  expect(await screen.findByDisplayValue('27 Nov 2026')).toBe(input);
  await user.click(
    screen.getByRole('button', { name: new RegExp(say('date.open_calendar', { field: 'Due' })) }),
  );
  await user.click(await screen.findByRole('button', { name: /30 November 2026/ }));
  expect(input.value).toBe('30 Nov 2026');
});

test('a filled date that Tab reaches is selected whole, so that typing replaces it', async () => {
  scriptCore({});
  const { user } = await show(<DueField />);
  const input = screen.getByLabelText<HTMLInputElement>('Due');
  await user.tab();
  expect(document.activeElement).toBe(input);
  expect(input.value).toBe('2026-11-22');
  await waitFor(() => expect([input.selectionStart, input.selectionEnd]).toEqual([0, 10]));
});

test('keys that are faster than the next frame replace an amount once', async () => {
  scriptCore({});
  const { user } = await show(<LimitField onType={nothing} />);
  const input = screen.getByLabelText<HTMLInputElement>('Limit');
  // The next frame comes after all of the keys.
  const frames: FrameRequestCallback[] = [];
  const later = vi.spyOn(window, 'requestAnimationFrame').mockImplementation((run) => frames.push(run));
  const dropped = vi
    .spyOn(window, 'cancelAnimationFrame')
    .mockImplementation((handle) => void frames.splice(handle - 1, 1, nothing));
  onTestFinished(() => {
    later.mockRestore();
    dropped.mockRestore();
  });
  await user.tab();
  await user.keyboard('5');
  for (const run of frames) run(0);
  await user.keyboard('12');
  expect(input.value).toBe('512');
});

test('Enter on words that mean no day sends them, so that the core says it', async () => {
  scriptCore({
    'activity.parse': ({ text }) => ({ due_date: text === 'due fri' ? '2026-11-27' : null }) as never,
  });
  const sent = vi.fn();
  const { user } = await show(
    <Form label="Pay" error={null} onSubmit={sent}>
      <DueField />
    </Form>,
  );
  const input = screen.getByLabelText<HTMLInputElement>('Due');
  await user.clear(input);
  await user.type(input, 'fri{Enter}');
  await waitFor(() => expect(input.value).toBe('2026-11-27'));
  expect(sent).not.toHaveBeenCalled();
  await user.clear(input);
  await user.type(input, 'soonish{Enter}');
  await waitFor(() => expect(sent).toHaveBeenCalledOnce());
});

test('errors of the core stand at their fields and in a summary that leads to them', async () => {
  scriptCore({});
  const error = new ApiError({
    code: 'invalid',
    message_id: 'error.invalid',
    fields: [
      { path: 'name', message_id: 'error.required' },
      { path: 'email', message_id: 'error.email' },
    ],
  });
  const { user, say } = await show(
    <Form label="Contact" error={error} onSubmit={nothing}>
      <TextField name="name" label="Name" value="" onChange={nothing} />
      <TextField name="email" label="E-mail" optional value="x" onChange={nothing} />
    </Form>,
  );
  const name = screen.getByLabelText('Name');
  expect(document.activeElement).toBe(name);
  expect(name.getAttribute('aria-invalid')).toBe('true');
  expect(name.getAttribute('aria-describedby')).toBeTruthy();
  const summary = screen.getByRole('alert');
  expect(summary.textContent).toContain(say('form.problems', { count: 2 }));
  await user.click(within(summary).getByText(`E-mail: ${say('error.email')}`));
  expect(document.activeElement).toBe(screen.getByLabelText(/E-mail/));
  await expectAccessible();
});

test('a fact is edited where it stands: Escape reverts, Enter keeps, a refusal stays at the value', async () => {
  scriptCore({});
  const save = vi.fn(async (value: string) => {
    if (value === 'x')
      throw new ApiError({
        code: 'invalid',
        message_id: 'error.invalid',
        fields: [{ path: 'set.phone', message_id: 'error.phone' }],
      });
  });
  const { user, say } = await show(<EditableFact label="Phone" path="set.phone" value="123" save={save} />);
  await user.click(screen.getByRole('button', { name: '123' }));
  await user.keyboard('456{Escape}');
  expect(save).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: '123' }));
  await user.clear(screen.getByRole('textbox'));
  await user.keyboard('x{Enter}');
  expect(await screen.findByText(say('error.phone'))).toBeTruthy();
  await user.clear(screen.getByRole('textbox'));
  await user.keyboard('4567{Enter}');
  expect(save).toHaveBeenLastCalledWith('4567');
  expect(await screen.findByRole('button', { name: '4567' })).toBeTruthy();
});

test('a choice that is refused says why beside what still stands, until the next one', async () => {
  scriptCore({});
  const save = vi.fn(async (value: string) => {
    if (value === 'b') throw new ApiError({ code: 'conflict', message_id: 'error.conflict' });
  });
  const { user, say } = await show(
    <FactsRail label="Facts">
      <ChoiceFact
        label="Kind"
        path="set.kind"
        value="a"
        options={[...options, { id: 'c', text: 'Gamma' }]}
        save={save}
      />
    </FactsRail>,
  );
  const choose = async (from: string, to: string) => {
    await user.click(screen.getByRole('button', { name: from }));
    await user.click(await screen.findByRole('option', { name: to }));
  };
  await choose('Alpha', 'Beta');
  expect((await screen.findByRole('alert')).textContent).toBe(say('error.conflict'));
  expect(screen.getByRole('button', { name: 'Alpha' })).toBeTruthy();
  await choose('Alpha', 'Gamma');
  await waitFor(() => expect(save).toHaveBeenLastCalledWith('c'));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('keys with Alt move the line that a field is in, and propose nothing', async () => {
  scriptCore({});
  const find = vi.fn(async () => options);
  const [onPick, onEnter] = [vi.fn(), vi.fn()];
  const { user } = await show(
    <Suggest
      label="Item"
      value="Pump"
      source="item"
      find={find}
      onChange={nothing}
      onPick={onPick}
      onEnter={onEnter}
    />,
  );
  await user.click(screen.getByRole('combobox'));
  await user.keyboard('{Alt>}{ArrowDown}{ArrowUp}{/Alt}{Enter}');
  expect(onEnter).toHaveBeenCalledOnce();
  expect(find).not.toHaveBeenCalled();
  await user.keyboard('{ArrowDown}');
  await user.click(await screen.findByRole('option', { name: /Alpha/ }));
  expect(onPick).toHaveBeenCalledOnce();
});

test('undo is offered for eight seconds and takes the action back', async () => {
  const core = scriptCore({ 'history.undo': () => ({ command: 'customer.delete', rows: 1 }) });
  const { user, say } = await show(null);
  notify({ tone: 'ok', messageId: 'command.customer.delete', undoSeqs: [7, 8] });
  await user.click(await screen.findByRole('button', { name: new RegExp(say('action.undo')) }));
  expect(await screen.findByText(say('undo.done'))).toBeTruthy();
  expect(core.asked('history.undo')).toEqual([{ seq: 8 }, { seq: 7 }]);
  expect(undoWindowMs).toBe(8_000);
});

test('a table keeps figures and days whole, and parts the rest among its words', async () => {
  await show(
    <Table
      rows={[{ id: 'a' }]}
      rowId={({ id }) => id}
      columns={[
        { title: 'Day', keeps: true, cell: () => '2 Feb' },
        { title: 'Who', cell: () => 'Asha' },
        { title: 'What', share: 60, cell: () => 'Survey' },
        { title: 'Time', num: true, cell: () => '7 h' },
      ]}
    />,
  );
  const heads = screen.getAllByRole('columnheader');
  expect(heads.map(({ style }) => style.getPropertyValue('inline-size'))).toEqual(['', '40%', '60%', '']);
  expect(screen.getByText('7 h').hasAttribute('data-keeps')).toBe(true);
  expect(screen.getByText('Asha').hasAttribute('data-keeps')).toBe(false);
});

test.each([
  ['Remind Sample Foods about INV/26-27/0001: ₹59,000', ['INV/26-27/0001']],
  ['PRJ-0001, contract CON-0002 and فاتورة/2026/7', ['PRJ-0001', 'CON-0002', 'فاتورة/2026/7']],
  ['Wi-Fi 6 on 24/7 at a-b', []],
])('numbers of papers stay in one piece: %s', async (text, numbers) => {
  const { container } = await show(<Unbroken text={text} />);
  expect(container.textContent).toBe(text);
  expect([...container.querySelectorAll('.id')].map((one) => one.textContent)).toEqual(numbers);
});
