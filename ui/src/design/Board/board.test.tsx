/** The board by keyboard: from card to card, into another column, and one place in the tab order. */
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startFocus } from '@/app/focus';
import { scriptCore } from '@/test/core';
import { testLocales } from '@/test/pseudo';
import { show } from '@/test/render';
import type { MenuAction } from '../Menu';
import { Board } from './Board';

let stop: () => void;
beforeEach(() => {
  scriptCore({});
  stop = startFocus();
});
afterEach(() => stop());

interface BoxProps {
  start: Record<string, readonly string[]>;
  add?: (column: string) => void;
  open?: (card: string) => void;
  actions?: readonly MenuAction[];
}

/** Cards that are their own names, and go where they are moved to. */
function Box({ start, add, open = () => undefined, actions }: BoxProps) {
  const [columns, setColumns] = useState(start);
  const [peeked, setPeeked] = useState<string | null>(null);
  return (
    <div className="page">
      <h1>Deals</h1>
      <Board
        label="Deals"
        columns={Object.entries(columns).map(([id, cards]) => ({ id, title: id, cards }))}
        cardId={(card) => card}
        cardName={(card) => card}
        card={(card) => card}
        add={add && { label: ({ title }) => `Add to ${title}`, run: ({ id }) => add(id) }}
        current={peeked}
        onPeek={setPeeked}
        onOpen={open}
        cardActions={() => actions ?? []}
        onMove={(card, to) =>
          setColumns((before) =>
            Object.fromEntries(
              Object.entries(before).map(([id, cards]) => [
                id,
                id === to ? [...cards, card] : cards.filter((one) => one !== card),
              ]),
            ),
          )
        }
      />
      <p>Peeked: {peeked ?? 'none'}</p>
    </div>
  );
}

const start = { New: ['Asha', 'Bela', 'Chandra'], Empty: [], Talks: ['Dev', 'Esha'] };
const focused = () => {
  const at = document.activeElement;
  return at?.getAttribute('aria-label') ?? at?.textContent;
};
const tabStops = () => document.querySelectorAll('.board [tabindex="0"], .board button:not([tabindex])');

test('arrows, Home and End go from card to card, and Tab leads past them', async () => {
  // A board that has just been opened has the keys.
  const { user } = await show(<Box start={start} />);
  const walk = async (keys: string, to: string) => {
    await user.keyboard(keys);
    expect(focused()).toBe(to);
    expect(tabStops()).toHaveLength(1);
  };
  expect(focused()).toBe('Asha');
  await walk('{ArrowUp}', 'Asha');
  await walk('{ArrowDown}', 'Bela');
  await walk('j', 'Chandra');
  await walk('{ArrowRight}', 'Esha');
  await walk('{Home}', 'Dev');
  await walk('{ArrowLeft}', 'Asha');
  await walk('{End}', 'Chandra');
  await walk('k', 'Bela');
  await user.tab();
  expect(document.activeElement).toBe(document.body);
  await user.tab({ shift: true });
  expect(focused()).toBe('Bela');
});

test('the arrows follow the eye in a mirrored language', async () => {
  const mirrored = testLocales.find(({ locale }) => locale.direction === 'rtl');
  const { user } = await show(<Box start={start} />, { language: mirrored });
  await user.keyboard('{ArrowLeft}');
  expect(focused()).toBe('Dev');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('Asha');
});

test('the buttons that add to a column are reached by arrows too, an empty one by them alone', async () => {
  const add = vi.fn();
  const { user } = await show(<Box start={start} add={add} />);
  expect(focused()).toBe('Asha');
  await user.keyboard('{ArrowUp}');
  expect(focused()).toBe('Add to New');
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(focused()).toBe('Add to Empty');
  await user.keyboard('{Enter}');
  expect(add).toHaveBeenCalledWith('Empty');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('Dev');
});

test('a board without cards can still be added to', async () => {
  const { user } = await show(<Box start={{ New: [], Talks: [] }} add={vi.fn()} />);
  expect(focused()).toBe('Add to New');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('Add to Talks');
});

test('Enter peeks, a peek follows the arrows, and Enter then opens', async () => {
  const open = vi.fn();
  const { user } = await show(<Box start={start} open={open} />);
  await user.keyboard('{ArrowDown}');
  screen.getByText('Peeked: none');
  await user.keyboard('{Enter}');
  screen.getByText('Peeked: Bela');
  await user.keyboard('{ArrowDown}');
  screen.getByText('Peeked: Chandra');
  expect(open).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  expect(open).toHaveBeenCalledWith('Chandra');
});

test('a card moves by its menu as it does by dragging, and keeps the focus', async () => {
  const { user, say } = await show(<Box start={start} />);
  await user.keyboard('{ArrowDown}.');
  await user.click(await screen.findByRole('menuitem', { name: 'Talks' }));
  await waitFor(() => expect(screen.getByRole('list', { name: 'Talks' }).textContent).toContain('Bela'));
  const talks = screen.getByRole('list', { name: 'Talks' });

  await waitFor(() => expect(talks.contains(document.activeElement)).toBe(true));
  await user.keyboard('{ArrowUp}');
  expect(focused()).toBe('Esha');
  await user.click(screen.getByRole('button', { name: say('board.move_card', { card: 'Esha' }) }));
  await user.click(await screen.findByRole('menuitem', { name: 'Empty' }));
  await waitFor(() => expect(screen.getByRole('list', { name: 'Empty' }).textContent).toContain('Esha'));
});

test('keys of an action do it on the card, those with Alt as well', async () => {
  const [win, up] = [vi.fn(), vi.fn()];
  const actions = [
    { id: 'win', title: 'Win', keys: 'w', run: win },
    { id: 'up', title: 'Up', keys: 'alt+arrowup', run: up },
  ];
  const { user } = await show(<Box start={start} actions={actions} />);
  await user.keyboard('{ArrowDown}w{Alt>}{ArrowUp}{/Alt}');
  expect(win).toHaveBeenCalledOnce();
  expect(up).toHaveBeenCalledOnce();
  expect(focused()).toBe('Bela');
});
