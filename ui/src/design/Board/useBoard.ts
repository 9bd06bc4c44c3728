/**
 * Moving cards between columns, by pointer, by keyboard and by menu. The only file that knows the drag library, so
 * that it can be exchanged; native drag is never used, since WebKitGTK loses the next press after it.
 */
import {
  type Announcements,
  type CollisionDetection,
  type DragEndEvent,
  type DragStartEvent,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useMemo, useState } from 'react';
import { useT } from '@/app/i18n';

/** A press becomes a drag only after this many pixels, so that a click stays a click. */
const dragThreshold = 5;

export interface BoardColumn<Card> {
  id: string;
  title: string;
  cards: readonly Card[];
}

interface BoardOptions<Card> {
  columns: readonly BoardColumn<Card>[];
  cardId: (card: Card) => string;
  cardName: (card: Card) => string;
  onMove: (card: Card, toColumn: string) => void;
}

/** Left and right lead to the neighbouring column; the keyboard never needs pixels. */
const columnCoordinates: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  if (event.code !== KeyboardCode.Left && event.code !== KeyboardCode.Right) return undefined;
  event.preventDefault();
  const active = context.collisionRect;
  if (!active) return undefined;
  const centre = active.left + active.width / 2;
  const sign = event.code === KeyboardCode.Right ? 1 : -1;
  const next = [...context.droppableRects.values()]
    .map((rect) => ({ rect, distance: (rect.left + rect.width / 2 - centre) * sign }))
    .filter(({ distance }) => distance > active.width / 2)
    .toSorted((a, b) => a.distance - b.distance)[0];
  if (!next) return undefined;
  return {
    x: currentCoordinates.x + next.distance * sign,
    y: next.rect.top + (currentCoordinates.y - active.top),
  };
};

/** The column under the pointer; without a pointer the one that is covered most. */
const collision: CollisionDetection = (input) => {
  const hit = pointerWithin(input);
  return hit.length > 0 ? hit : rectIntersection(input);
};

export function useBoard<Card>({ columns, cardId, cardName, onMove }: BoardOptions<Card>) {
  const t = useT();
  const [dragged, setDragged] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: dragThreshold } }),
    useSensor(KeyboardSensor, { coordinateGetter: columnCoordinates }),
  );
  const places = useMemo(() => {
    const found = new Map<string, { card: Card; column: string }>();
    for (const column of columns) {
      for (const card of column.cards) found.set(cardId(card), { card, column: column.id });
    }
    return found;
  }, [columns, cardId]);

  const nameOf = (id: string | number) => {
    const place = places.get(String(id));
    return place ? cardName(place.card) : '';
  };
  const titleOf = (id: string | number | undefined) =>
    columns.find((column) => column.id === id)?.title ?? '';
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('board.picked_up', { card: nameOf(active.id) }),
    onDragOver: ({ active, over }) =>
      over ? t('board.over', { card: nameOf(active.id), column: titleOf(over.id) }) : '',
    onDragEnd: ({ active, over }) =>
      over
        ? t('board.dropped', { card: nameOf(active.id), column: titleOf(over.id) })
        : t('board.cancelled', { card: nameOf(active.id) }),
    onDragCancel: ({ active }) => t('board.cancelled', { card: nameOf(active.id) }),
  };

  const moveTo = (id: string, column: string) => {
    const place = places.get(id);
    if (place && place.column !== column) onMove(place.card, column);
  };

  return {
    dragged: dragged === null ? null : (places.get(dragged)?.card ?? null),
    /** The menu twin of a drag. */
    moveTo,
    context: {
      sensors,
      collisionDetection: collision,
      accessibility: { announcements, screenReaderInstructions: { draggable: t('board.instructions') } },
      onDragStart: ({ active }: DragStartEvent) => setDragged(String(active.id)),
      onDragCancel: () => setDragged(null),
      onDragEnd: ({ active, over }: DragEndEvent) => {
        setDragged(null);
        if (over) moveTo(String(active.id), String(over.id));
      },
    },
  };
}
