/** Columns of cards. The status is the task here; elsewhere a list serves better. */
import { DndContext, DragOverlay, useDraggable, useDroppable } from '@dnd-kit/core';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { isIdle } from '@/app/focus';
import { useFormatLocale, useT } from '@/app/i18n';
import { nameOf, readPress } from '@/app/keys';
import { IconButton } from '../Button';
import { formatCount } from '../format';
import { Menu, type MenuAction } from '../Menu';
import { type BoardColumn, useBoard } from './useBoard';
import { walk } from './walk';

export interface BoardProps<Card> {
  label: string;
  columns: readonly BoardColumn<Card>[];
  cardId: (card: Card) => string;
  /** Names the card for announcements and its menu. */
  cardName: (card: Card) => string;
  card: (card: Card) => ReactNode;
  /** Under the title of a column: its sum. */
  columnNote?: (column: BoardColumn<Card>) => ReactNode;
  /** Beside the title of a column: quick add. */
  add?: { label: (column: BoardColumn<Card>) => string; run: (column: BoardColumn<Card>) => void };
  /** The card that is peeked at; the peek follows who goes on from card to card. */
  current: string | null;
  onPeek: (card: Card | null) => void;
  onOpen: (card: Card) => void;
  onMove: (card: Card, toColumn: string) => void;
  /** Whether this person may carry a card into another column; every one when absent. */
  mayMove?: (card: Card) => boolean;
  /** Actions of one card by their keys, and in its menu. */
  cardActions?: (card: Card) => readonly MenuAction[];
}

const addTo = (column: string) => `add-${column}`;
/** The card, or the head of a column, that an element stands in. */
const stopAt = (element: EventTarget) => (element as Element).closest<HTMLElement>('[data-focus-id]');

export function Board<Card>(props: BoardProps<Card>) {
  const { columns, cardId, cardName, current, add, onMove, onPeek, onOpen } = props;
  const { format, direction } = useFormatLocale();
  const board = useBoard({ columns, cardId, cardName, onMove });
  const [last, setLast] = useState<string | null>(null);
  const stops = columns.map(({ id, cards }) => [...(add ? [addTo(id)] : []), ...cards.map(cardId)]);
  const cards = columns.flatMap((column) => column.cards);
  const isHere = (id: string | null) => id !== null && stops.some((column) => column.includes(id));
  const first = cards[0] ? cardId(cards[0]) : stops[0]?.[0];
  const tabStop = [last, current].find(isHere) ?? first;

  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // A board that has just been opened takes the keys, unless something else already has them.
    if (isIdle()) box.current?.focus();
  }, []);
  const focusStop = (id: string, options?: FocusOptions) => {
    const stop = box.current?.querySelector(`[data-focus-id="${CSS.escape(id)}"]`);
    stop?.querySelector<HTMLElement>('button, [role="button"]')?.focus(options);
  };

  const onFocus = ({ target }: FocusEvent) => {
    if (target === box.current && tabStop) focusStop(tabStop, { preventScroll: true });
    const stop = stopAt(target);
    if (!stop) return;
    setLast(stop.dataset.focusId ?? null);
    // The dots of a card are part of it: it has the focus when its menu closes.
    if (target.closest('.board-menu')) stop.querySelector<HTMLElement>('[role="button"]')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const press = event.defaultPrevented || board.dragged !== null ? null : readPress(event);
    const stop = stopAt(event.target);
    if (!press || press.command || press.shift || !stop?.dataset.focusId) return;
    if (press.key === '.') {
      event.preventDefault();
      return stop.querySelector<HTMLElement>('.board-menu button')?.click();
    }
    const heads = add ? 1 : 0;
    const rightToLeft = direction === 'rtl';
    const to = walk({ columns: stops, heads, rightToLeft }, stop.dataset.focusId, press.key);
    if (to === null) return;
    event.preventDefault();
    focusStop(to);
    const card = cards.find((one) => cardId(one) === to);
    if (card && current !== null) onPeek(card);
  };

  return (
    <DndContext {...board.context}>
      <section
        ref={box}
        className="board"
        aria-label={props.label}
        data-pane-focus
        tabIndex={-1}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        {columns.map((column) => (
          <Column key={column.id} id={column.id}>
            <header data-focus-id={addTo(column.id)}>
              <div className="row">
                <h2 className="font-semibold cut">{column.title}</h2>
                <span className="tn text-xs text-text-3">{formatCount(column.cards.length, format)}</span>
                {add ? (
                  <span className="push-end">
                    <IconButton
                      icon="plus"
                      size="sm"
                      label={add.label(column)}
                      excludeFromTabOrder={addTo(column.id) !== tabStop}
                      onPress={() => add.run(column)}
                    />
                  </span>
                ) : null}
              </div>
              {props.columnNote ? (
                <div className="text-xs text-text-2">{props.columnNote(column)}</div>
              ) : null}
            </header>
            <ul aria-label={column.title}>
              {column.cards.map((card) => (
                <CardBox
                  key={cardId(card)}
                  id={cardId(card)}
                  name={cardName(card)}
                  current={cardId(card) === current}
                  inTabOrder={cardId(card) === tabStop}
                  onPeek={(isOn) => onPeek(isOn ? card : null)}
                  onOpen={() => onOpen(card)}
                  targets={
                    props.mayMove?.(card) === false ? [] : columns.filter((other) => other.id !== column.id)
                  }
                  onMove={(to) => board.moveTo(cardId(card), to)}
                  more={props.cardActions?.(card) ?? []}
                >
                  {props.card(card)}
                </CardBox>
              ))}
            </ul>
          </Column>
        ))}
      </section>
      <DragOverlay dropAnimation={null}>
        {board.dragged === null ? null : <div className="board-ghost">{props.card(board.dragged)}</div>}
      </DragOverlay>
    </DndContext>
  );
}

function Column({ id, children }: { id: string; children: ReactNode }) {
  const { setNodeRef, isOver } = useDroppable({ id });
  return (
    <section ref={setNodeRef} className="board-column" data-over={isOver || undefined}>
      {children}
    </section>
  );
}

interface CardBoxProps {
  id: string;
  name: string;
  current: boolean;
  inTabOrder: boolean;
  onPeek: (isOn: boolean) => void;
  onOpen: () => void;
  targets: readonly { id: string; title: string }[];
  onMove: (column: string) => void;
  more: readonly MenuAction[];
  children: ReactNode;
}

function CardBox(props: CardBoxProps) {
  const { id, name, current, inTabOrder, onPeek, onOpen, targets, onMove, more, children } = props;
  const t = useT();
  const stays = targets.length === 0;
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id, disabled: stays });
  const actions = targets.map((target) => ({
    id: target.id,
    title: target.title,
    run: () => onMove(target.id),
  }));
  const onKeyDown = (event: KeyboardEvent) => {
    // Beside a peek Enter opens what is peeked at, as in a list.
    if (event.key === 'Enter' && !isDragging) return current ? onOpen() : onPeek(true);
    const press = isDragging ? null : readPress(event);
    const key = press?.command === false ? press.key : event.altKey ? nameOf(event) : null;
    const action = key === null || isDragging ? undefined : more.find(({ keys }) => keys === key);
    if (!action) return stays ? undefined : listeners?.onKeyDown?.(event);
    event.preventDefault();
    action.run();
  };
  return (
    <li
      className="board-card"
      data-focus-id={id}
      data-dragging={isDragging || undefined}
      data-current={current || undefined}
    >
      {/* Space lifts the card, arrows carry it, Space sets it down. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a card holds blocks, which a button element may not. */}
      <div
        ref={setNodeRef}
        {...(stays ? {} : attributes)}
        {...(stays ? {} : listeners)}
        role="button"
        tabIndex={inTabOrder ? 0 : -1}
        onClick={() => onPeek(!current)}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
      {stays && more.length === 0 ? null : (
        <div className="board-menu">
          <Menu
            label={stays ? t('board.more_of', { card: name }) : t('board.move_to')}
            groups={[
              ...(stays ? [] : [{ id: 'to', title: t('board.move_to'), actions }]),
              { id: 'more', actions: more },
            ]}
          >
            <IconButton
              icon="more-horizontal"
              size="sm"
              excludeFromTabOrder
              label={stays ? t('board.more_of', { card: name }) : t('board.move_card', { card: name })}
            />
          </Menu>
        </div>
      )}
    </li>
  );
}
