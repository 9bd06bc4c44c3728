/** What a task waits for, and what waits for it. */
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Icon, IconButton, type Option, Section, Suggest } from '@/design';
import { call } from '@/host';
import type { Task, TaskLink } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

const hitLimit = 20;

export function TaskOrder({ task, disabled }: { task: Task; disabled: boolean }) {
  const t = useT();
  const add = useWrite('task_dependency.add');
  const remove = useWrite('task_dependency.remove');
  const { row, project_id: projectId } = task;
  if (projectId === null || (disabled && task.waits_for.length + task.blocks.length === 0)) return null;
  const known = new Set([row.id, ...row.after]);
  const find = async (q: string, signal: AbortSignal): Promise<Option[]> => {
    const { rows } = await call(
      'task.list',
      { filter: { project_id: projectId }, search: q.trim() || undefined, limit: hitLimit },
      signal,
    );
    return rows
      .filter(({ id }) => !known.has(id))
      .map(({ id, title, owner }) => ({ id, text: title, note: owner }));
  };
  return (
    <Section title={t('task.waits_for')} count={task.waits_for.length || undefined}>
      <ul className="order">
        {task.waits_for.map((one) => (
          <OrderLine key={one.id} link={one}>
            {disabled ? null : (
              <IconButton
                icon="x"
                size="sm"
                label={t('task.waits_no_more', { task: one.title })}
                onPress={() => remove.mutate({ task_id: row.id, after_id: one.id }, { onError: notifyError })}
              />
            )}
          </OrderLine>
        ))}
      </ul>
      {disabled ? null : (
        <Suggest
          quiet
          adds
          label={t('task.waits_add')}
          placeholder={t('task.waits_add')}
          icon="link"
          source="task"
          scope={`${row.id} ${row.after.join(' ')}`}
          value=""
          find={find}
          onPick={({ id }) => add.mutate({ task_id: row.id, after_id: id }, { onError: notifyError })}
        />
      )}
      {task.blocks.length > 0 ? (
        <>
          <h3 className="order-h">{t('task.blocks')}</h3>
          <ul className="order">
            {task.blocks.map((one) => (
              <OrderLine key={one.id} link={one} />
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}

function OrderLine({ link, children }: { link: TaskLink; children?: React.ReactNode }) {
  return (
    <li>
      <Icon name="spline" size={14} />
      <span className="grow cut">
        <Link to={`/tasks/${link.id}`}>
          <span dir="auto">{link.title}</span>
        </Link>
      </span>
      <Badge value={link.badge} />
      {children}
    </li>
  );
}
