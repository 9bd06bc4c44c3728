/** A task on the board: what, for whom, who and until when. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Avatar, Badge, durationText, Icon, When } from '@/design';
import type { Priority, Recurrence, TaskRow } from '@/host/generated';

/** Urgent and high are said; the others are as usual. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const t = useT();
  if (priority === 'normal' || priority === 'low') return null;
  return (
    <span className="priority" data-priority={priority}>
      <Icon name={priority === 'urgent' ? 'zap' : 'arrow-up'} size={12} />
      {t(`work.priority.${priority}`)}
    </span>
  );
}

/** That it comes again, in a sign with its words for who listens. */
export function RepeatMark({ recurrence }: { recurrence: Recurrence }) {
  const t = useT();
  if (recurrence === 'none') return null;
  return (
    <span className="text-text-3" title={t(`work.recurrence.${recurrence}`)}>
      <Icon name="refresh-cw" size={12} />
      <span className="sr-only">{t(`work.recurrence.${recurrence}`)}</span>
    </span>
  );
}

/** When it is due, or how late it is. */
export function DueMark({ task }: { task: Pick<TaskRow, 'due_date' | 'late' | 'status'> }) {
  const { today } = useCompany();
  if (task.late) return <Badge value={task.late} />;
  if (!task.due_date) return null;
  return (
    <span className={task.status === 'done' ? 'text-text-3' : undefined}>
      <When day={task.due_date} style="short" today={today} />
    </span>
  );
}

export function TaskCard({ task, named }: { task: TaskRow; named: boolean }) {
  const t = useT();
  const under = named ? [task.project, task.customer].filter(Boolean).join(' · ') : task.milestone;
  return (
    <div className="deal-card">
      <div className="deal-top">
        <div className="row">
          <span className="font-medium grow cut" dir="auto">
            {task.title}
          </span>
          {task.owner ? <Avatar name={task.owner} /> : null}
        </div>
        {under ? (
          <p className="cut text-xs text-text-2" dir="auto">
            {under}
          </p>
        ) : null}
        <div className="row flex-wrap text-xs">
          <DueMark task={task} />
          <PriorityMark priority={task.priority} />
          <RepeatMark recurrence={task.recurrence} />
          {task.checks > 0 ? (
            <span className="text-text-3">
              {t('task.checks_of', { done: task.checks_done, all: task.checks })}
            </span>
          ) : null}
          <span className="push-end text-text-3 whitespace-nowrap">
            {durationText(t, task.estimate_minutes)}
          </span>
        </div>
      </div>
    </div>
  );
}
