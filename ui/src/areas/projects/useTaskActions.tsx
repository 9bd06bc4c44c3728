/** What can be done to a task, wherever it is shown, and the dialogs that ask what is needed for it. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import type { MenuAction } from '@/design';
import type { WorkStatus } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { MoveTask } from './MoveTask';
import { TaskOwner } from './TaskOwner';
import { statusIcon } from './words';

/** A task as its row, its card and its page know it. */
export interface TaskHead {
  id: string;
  version: number;
  title: string;
  status: WorkStatus;
  owner_id: string | null;
  owner: string;
  start_date: string | null;
  due_date: string | null;
  /** The ticket as which it goes on. */
  ticket_id?: string | null;
}

export interface TaskActions {
  /** Entries of a menu; the first says that it is done, or that it is not. */
  of: (task: TaskHead) => MenuAction[];
  /** Says that it is done, or opens it again. */
  toggle: (task: TaskHead) => void;
  move: (task: TaskHead) => void;
  dialogs: ReactNode;
}

const openStatuses = ['planned', 'in_progress', 'on_hold'] as const;

/** `onGone` is told of a task that was deleted. */
export function useTaskActions(onGone?: (id: string) => void): TaskActions {
  const t = useT();
  const may = useMay();
  const done = useWrite('task.done');
  const reopen = useWrite('task.reopen');
  const setStatus = useWrite('task.set_status');
  const remove = useWrite('task.delete');
  const [doing, setDoing] = useState<{ what: 'move' | 'owner'; task: TaskHead } | null>(null);
  const end = () => setDoing(null);
  const toggle = ({ id, version, status }: TaskHead) =>
    (status === 'done' ? reopen : done).mutate({ id, version }, { onError: notifyError });
  const move = (task: TaskHead) => setDoing({ what: 'move', task });
  const of = (task: TaskHead): MenuAction[] => {
    if (!may('task.write', task.owner_id)) return [];
    const { id, version } = task;
    const first: MenuAction =
      task.status === 'done'
        ? { id: 'reopen', title: t('task.reopen'), icon: 'undo', keys: 'd', run: () => toggle(task) }
        : { id: 'done', title: t('task.done'), icon: 'check', keys: 'd', run: () => toggle(task) };
    const others = openStatuses.filter((status) => status !== task.status);
    return [
      first,
      ...(task.status === 'done'
        ? []
        : [
            ...others.map((status) => ({
              id: status,
              title: t(`task.to.${status}`),
              icon: statusIcon[status],
              run: () => setStatus.mutate({ id, version, status }, { onError: notifyError }),
            })),
            { id: 'move', title: t('task.move'), icon: 'calendar', keys: 'm', run: () => move(task) },
            {
              id: 'owner',
              title: t('task.give'),
              icon: 'user',
              keys: 'o',
              run: () => setDoing({ what: 'owner', task }),
            },
          ]),
      {
        id: 'delete',
        title: t('action.delete'),
        icon: 'trash-2',
        danger: true,
        run: () => remove.mutate({ id, version }, { onSuccess: () => onGone?.(id), onError: notifyError }),
      },
    ];
  };
  const dialogs =
    doing === null ? null : doing.what === 'move' ? (
      <MoveTask task={doing.task} onClose={end} />
    ) : (
      <TaskOwner task={doing.task} onClose={end} />
    );
  return { of, toggle, move, dialogs };
}
