/** A task beside a list or a board: everything of it can be changed here. */
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Badge, FactsRail, Peek, PeekActions, PeekTitle } from '@/design';
import { type PeekPane, usePeeked } from '@/design/DataGrid';
import { useRead } from '@/host/queries';
import { TaskBody, TaskFacts } from './TaskContent';
import type { TaskActions, TaskHead } from './useTaskActions';
import { taskTags } from './words';

interface TaskPeekProps extends PeekPane {
  id: string;
  actions: TaskActions;
}

export function TaskPeek({ id, actions, ...pane }: TaskPeekProps) {
  const t = useT();
  const task = usePeeked(useRead('task.get', { id }, { also: taskTags, keep: true }), pane.onClose);
  useTaskKeys(task?.row, actions);
  return (
    <Peek {...pane} label={t('kind.task')} title={task?.project ?? ''}>
      {task ? (
        <>
          <PeekTitle badge={<Badge value={task.row.late ?? task.row.badge} />}>{task.row.title}</PeekTitle>
          <PeekActions actions={actions.of(task.row).slice(0, 2)} />
          <FactsRail label={t('task.facts')} of={task.row.id}>
            <TaskFacts task={task} />
          </FactsRail>
          <TaskBody task={task} />
        </>
      ) : null}
    </Peek>
  );
}

/** The keys of one task on its page or beside a list. */
export function useTaskKeys(task: TaskHead | undefined, actions: TaskActions) {
  const press = (keys: string) => () => {
    const action = task ? actions.of(task).find((one) => one.keys === keys) : undefined;
    return action ? action.run() : false;
  };
  useKeys(['d', 'm', 'o'].map((keys) => ({ keys, run: press(keys) })));
}
