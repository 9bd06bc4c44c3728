/** Columns of cards. The status is the task here; elsewhere a list serves better. */
import { DndContext, DragOverlay, useDraggable, useDroppable } from '@dnd-kit/core';
import type { ReactNode } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { readPress } from '@/app/keys';
import { IconButton } from '../Button';
import { formatCount } from '../format';
import { Menu, type MenuAction } from '../Menu';
import { type BoardColumn, useBoard } from './useBoard';

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
  columnAction?: (column: BoardColumn<Card>) => ReactNode;
  current?: string | null;
  onOpen: (card: Card) => void;
  onMove: (card: Card, toColumn: string) => void;
  /** Whether this person may carry a card into another column; every one when absent. */
  mayMove?: (card: Card) => boolean;
  /** Actions of one card by their keys, and in its menu. */
  cardActions?: (card: Card) => readonly MenuAction[];
}

export function Board<Card>(props: BoardProps<Card>) {
  const { columns, cardId, cardName, onMove } = props;
  const { format } = useFormatLocale();
  const board = useBoard({ columns, cardId, cardName, onMove });
  return (
    <DndContext {...board.context}>
      <section className="board" aria-label={props.label} data-pane-focus tabIndex={-1}>
        {columns.map((column) => (
          <Column key={column.id} id={column.id}>
            <header>
              <div className="row">
                <h2 className="font-semibold cut">{column.title}</h2>
                <span className="tn text-xs text-text-3">{formatCount(column.cards.length, format)}</span>
                <span className="push-end">{props.columnAction?.(column)}</span>
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
                  current={cardId(card) === props.current}
                  onOpen={() => props.onOpen(card)}
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
  onOpen: () => void;
  targets: readonly { id: string; title: string }[];
  onMove: (column: string) => void;
  more: readonly MenuAction[];
  children: ReactNode;
}

function CardBox({ id, name, current, onOpen, targets, onMove, more, children }: CardBoxProps) {
  const t = useT();
  const stays = targets.length === 0;
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id, disabled: stays });
  const actions = targets.map((target) => ({
    id: target.id,
    title: target.title,
    run: () => onMove(target.id),
  }));
  return (
    <li className="board-card" data-dragging={isDragging || undefined} data-current={current || undefined}>
      {/* Enter opens; Space lifts the card, arrows carry it, Space sets it down. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a card holds blocks, which a button element may not. */}
      <div
        ref={setNodeRef}
        {...(stays ? {} : attributes)}
        {...(stays ? {} : listeners)}
        role="button"
        tabIndex={0}
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isDragging) return onOpen();
          const press = isDragging ? null : readPress(event);
          const action = press?.command === false ? more.find(({ keys }) => keys === press.key) : undefined;
          if (!action) return stays ? undefined : listeners?.onKeyDown?.(event);
          event.preventDefault();
          action.run();
        }}
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
              label={stays ? t('board.more_of', { card: name }) : t('board.move_card', { card: name })}
            />
          </Menu>
        </div>
      )}
    </li>
  );
}
