/** One's own tasks that are late or due today, done where they stand. */
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Checkbox, Section } from '@/design';
import { useRead } from '@/host/queries';
import './projects.css';
import { DueMark, PriorityMark } from './TaskCard';
import { useTaskActions } from './useTaskActions';
import { taskTags } from './words';

const shownAtMost = 7;

export function MyTasks() {
  const t = useT();
  const { today, user } = useCompany();
  const may = useMay();
  const isOn = useHas()('delivery') && may('task.read');
  const actions = useTaskActions();
  const filter = { owner_id: user.id, open: true, to: today };
  const page = useRead('task.list', { filter, limit: shownAtMost }, { also: taskTags, enabled: isOn }).data;
  const count = useRead('task.summary', { filter }, { also: taskTags, enabled: isOn }).data?.count;
  if (!isOn || !page || page.rows.length === 0) return null;
  return (
    <Section title={t('task.due_mine')} count={count} action={<Link to="/tasks">{t('task.all_mine')}</Link>}>
      <ul className="task-rows" aria-label={t('task.due_mine')}>
        {page.rows.map((task) => (
          <li key={task.id}>
            <Checkbox
              aria-label={t('task.done_named', { task: task.title })}
              isSelected={false}
              isDisabled={!may('task.write', task.owner_id)}
              onChange={() => actions.toggle(task)}
            />
            <span className="task-name">
              <Link to={`/tasks/${task.id}`}>
                <span dir="auto">{task.title}</span>
              </Link>
            </span>
            <span className="cut text-xs text-text-3" dir="auto">
              {task.project || task.customer}
            </span>
            <PriorityMark priority={task.priority} />
            <span className="task-due text-xs">
              <DueMark task={task} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
