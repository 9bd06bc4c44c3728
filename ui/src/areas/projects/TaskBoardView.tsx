/** Tasks by how they stand, as columns of cards: of one project in its own order, of a person, or of all. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { durationText, EmptyState, type MenuAction } from '@/design';
import { Board } from '@/design/Board/Board';
import type { TaskBoardRequest, TaskRow, WorkStatus } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { columnsOf, ShownOf } from './board-columns';
import { TaskCard } from './TaskCard';
import type { TaskActions } from './useTaskActions';
import { taskTags } from './words';

interface TaskBoardViewProps {
  of: TaskBoardRequest;
  actions: TaskActions;
  current: string | null;
  stepRef?: React.RefObject<((by: 1 | -1) => void) | null>;
  onPeek: (task: TaskRow | null) => void;
  onOpen: (task: TaskRow) => void;
}

const cardId = (task: TaskRow) => task.id;
const cardName = (task: TaskRow) => task.title;

export function TaskBoardView({ of, actions, current, stepRef, onPeek, onOpen }: TaskBoardViewProps) {
  const t = useT();
  const may = useMay();
  const arrange = useWrite('task.arrange');
  const board = useRead('task.board', of, { also: taskTags, keep: true }).data;
  if (!board) return null;
  if (board.columns.every(({ cards }) => cards.length === 0))
    return <EmptyState text={t('task.none_match')} />;
  const cards = board.columns.flatMap((column) => column.cards);
  if (stepRef) {
    stepRef.current = (by) => {
      const at = cards.findIndex(({ id }) => id === current);
      onPeek(cards[Math.min(Math.max(at + by, 0), cards.length - 1)] ?? null);
    };
  }
  const put = (task: TaskRow, place: { status?: WorkStatus; before_id?: string }) =>
    arrange.mutate({ id: task.id, version: task.version, ...place }, { onError: notifyError });
  /** One place up or down among the cards of its column; only a project has an order. */
  const places = (task: TaskRow): MenuAction[] => {
    const column = board.columns.find(({ status }) => status === task.status)?.cards ?? [];
    const at = column.findIndex(({ id }) => id === task.id);
    if (of.project_id === undefined || task.status === 'done' || at < 0) return [];
    const above = column[at - 1];
    const below = column[at + 1];
    return [
      ...(above
        ? [
            {
              id: 'up',
              title: t('task.up'),
              icon: 'arrow-up',
              keys: 'alt+arrowup',
              run: () => put(task, { before_id: above.id }),
            },
          ]
        : []),
      ...(below
        ? [
            {
              id: 'down',
              title: t('task.down'),
              icon: 'arrow-down',
              keys: 'alt+arrowdown',
              run: () => put(task, { before_id: column[at + 2]?.id ?? '' }),
            },
          ]
        : []),
    ];
  };
  return (
    <Board
      label={t('nav.tasks')}
      columns={columnsOf(board.columns, t)}
      cardId={cardId}
      cardName={cardName}
      card={(task) => <TaskCard task={task} named={of.project_id === undefined} />}
      columnNote={({ id }) => {
        const column = board.columns.find(({ status }) => status === id);
        if (!column) return null;
        return (
          <>
            {durationText(t, column.minutes || null)}
            {column.next ? (
              <div className="text-text-3">
                <ShownOf column={column} />
              </div>
            ) : null}
          </>
        );
      }}
      current={current}
      onPeek={onPeek}
      onOpen={onOpen}
      cardActions={(task) => (actions.of(task).length === 0 ? [] : [...places(task), ...actions.of(task)])}
      mayMove={(task) => may('task.write', task.owner_id)}
      onMove={(task, to) => put(task, { status: to as WorkStatus })}
    />
  );
}
