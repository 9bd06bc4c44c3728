/** One task on a page of its own, as search and links open it. */
import { useT } from '@/app/i18n';
import { useLeaveDeleted } from '@/app/recent';
import { useParam } from '@/app/router';
import { Badge, Button, FactsRail, MoreMenu, RecordHead, RecordPage, RecordTabs } from '@/design';
import type { Task } from '@/host/generated';
import { useRead } from '@/host/queries';
import { History } from '../crm/History';
import { TimerButton } from '../time/TimerButton';
import './projects.css';
import { TaskBody, TaskFacts, useMayChange } from './TaskContent';
import { useTaskKeys } from './TaskPeek';
import { useTaskActions } from './useTaskActions';
import { taskTags } from './words';

export default function TaskPage() {
  const t = useT();
  const answer = useRead('task.get', { id: useParam('id') }, { also: taskTags });
  return (
    <RecordPage answer={answer} above={{ to: '/tasks', title: t('nav.tasks') }}>
      {(task) => <Shown task={task} />}
    </RecordPage>
  );
}

function Shown({ task }: { task: Task }) {
  const t = useT();
  const leave = useLeaveDeleted();
  const { row } = task;
  const above = task.project_id
    ? { to: `/projects/${task.project_id}`, title: task.project }
    : { to: '/tasks', title: t('nav.tasks') };
  const actions = useTaskActions(() => leave(above.to));
  const [first, ...others] = useMayChange(task) ? actions.of(row) : [];
  useTaskKeys(row, actions);
  return (
    <div className="page">
      <RecordHead above={above} title={row.title} badge={<Badge value={row.late ?? row.badge} />}>
        {task.is_project_closed || row.status === 'done' ? null : <TimerButton on={{ task_id: row.id }} />}
        {first ? (
          <Button
            kind={row.status === 'done' ? 'plain' : 'primary'}
            icon={first.icon}
            keys={first.keys}
            onPress={first.run}
          >
            {first.title}
          </Button>
        ) : null}
        <MoreMenu groups={[{ id: 'all', actions: others }]} />
      </RecordHead>
      <div className="record">
        <FactsRail label={t('task.facts')} of={row.id}>
          <TaskFacts task={task} />
        </FactsRail>
        <RecordTabs
          label={t('kind.task')}
          tabs={[
            { id: 'work', title: t('task.work'), content: <TaskBody task={task} /> },
            { id: 'history', title: t('history.title'), content: <History kind="task" id={row.id} /> },
          ]}
        />
      </div>
      {actions.dialogs}
    </div>
  );
}
