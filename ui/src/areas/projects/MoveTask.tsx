/** A task on other days. Before anything is written the core says in a preview who moves with it, and by how many working days. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { Button, Callout, DateField, FormDialog, When } from '@/design';
import { useReadable } from '@/design/Badge';
import { isIsoDay } from '@/design/format';
import { type ApiError, preview, type Reply, type RequestOf } from '@/host';
import type { MovedTask, TaskChanged } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { newerOf } from '../standing';
import type { TaskHead } from './useTaskActions';
import { taskTags } from './words';

type Days = Omit<RequestOf<'task.move'>, 'id' | 'version'>;

interface MoveTaskProps {
  task: TaskHead;
  /** Where it was dragged to; absent: it is asked here. */
  to?: Days;
  onClose: () => void;
}

export function MoveTask({ task, to, onClose }: MoveTaskProps) {
  const t = useT();
  const { today } = useCompany();
  const move = useWrite('task.move');
  const now = newerOf(task, useRead('task.get', { id: task.id }, { also: taskTags }).data?.row);
  const { version, onNewest } = useSeen(now.version, move.reset);
  const [days, setDays] = useState(0);
  const [start, setStart] = useState(now.start_date ?? '');
  const [due, setDue] = useState(now.due_date ?? '');
  const typed: Days =
    days !== 0
      ? { days }
      : {
          ...(start === (now.start_date ?? '') ? {} : { start_date: start }),
          ...(due === (now.due_date ?? '') ? {} : { due_date: due }),
        };
  const asked = to ?? typed;
  const isReady = Object.values(asked).every((day) => typeof day === 'number' || day === '' || isIsoDay(day));
  const request = { id: task.id, version, ...asked };
  const follows = useQuery<Reply<TaskChanged>, ApiError>({
    queryKey: ['task', 'task.move', request],
    queryFn: ({ signal }) => preview('task.move', request, signal),
    enabled: Object.keys(asked).length > 0 && isReady,
    placeholderData: keepPreviousData,
    retry: false,
    meta: { tags: new Set(['task', 'project', 'working_time']) },
  });
  const shift = (by: number) => {
    setDays(days + by);
    setStart(now.start_date ?? '');
    setDue(now.due_date ?? '');
  };
  const hasDays = now.start_date !== null || now.due_date !== null;
  return (
    <FormDialog
      title={t('task.move_named', { task: task.title })}
      error={move.error ?? follows.error}
      onNewest={onNewest}
      action={t('task.move_do')}
      button={{ isDisabled: Object.keys(asked).length === 0, autoFocus: to !== undefined }}
      onSubmit={() => move.mutate(request, { onSuccess: onClose })}
      onClose={onClose}
    >
      {to ? null : (
        <>
          {hasDays ? (
            <fieldset className="row" aria-label={t('task.by_days')}>
              <Button icon="minus" onPress={() => shift(-1)}>
                {t('task.day_earlier')}
              </Button>
              <span className="tn grow text-center" aria-live="polite">
                {t('task.moved_by', { days })}
              </span>
              <Button icon="plus" onPress={() => shift(1)}>
                {t('task.day_later')}
              </Button>
            </fieldset>
          ) : null}
          <div className="form-2">
            <DateField
              autoFocus={!hasDays}
              name="start_date"
              label={t('task.start')}
              optional
              today={today}
              value={days === 0 ? start : (follows.data?.result.start_date ?? start)}
              onChange={(day) => {
                setDays(0);
                setStart(day);
              }}
            />
            <DateField
              name="due_date"
              label={t('task.due')}
              optional
              today={today}
              value={days === 0 ? due : (follows.data?.result.due_date ?? due)}
              onChange={(day) => {
                setDays(0);
                setDue(day);
              }}
            />
          </div>
        </>
      )}
      {follows.data ? <Follows changed={follows.data.result} /> : null}
    </FormDialog>
  );
}

/** Who moves with it, and what comes to lie too early. */
export function Follows({ changed }: { changed: TaskChanged }) {
  const t = useT();
  const readable = useReadable();
  return (
    <>
      {changed.moved.length === 0 ? (
        <p className="text-text-3">{t('task.moves_alone')}</p>
      ) : (
        <section>
          <h3 className="font-medium">{t('task.moves_with', { count: changed.moved.length })}</h3>
          <MovedTasks tasks={changed.moved} />
        </section>
      )}
      {changed.late_milestones.length > 0 ? (
        <Callout tone="warn">
          {t('task.milestones_late', { names: changed.late_milestones.join(', ') })}
        </Callout>
      ) : null}
      {changed.warnings.map(({ message_id, params }) => (
        <Callout key={JSON.stringify(params)} tone="warn">
          {t.by(message_id, readable(params))}
        </Callout>
      ))}
      <PastEnd day={changed.past_end} />
    </>
  );
}

/** Tasks that move, each by how many working days and until when. */
export function MovedTasks({ tasks }: { tasks: readonly MovedTask[] }) {
  const t = useT();
  const { today } = useCompany();
  return (
    <ul className="moves">
      {tasks.map((task) => (
        <li key={task.id}>
          <span className="cut grow" dir="auto">
            {task.title}
          </span>
          {task.owner ? (
            <span className="text-text-3" dir="auto">
              {task.owner}
            </span>
          ) : null}
          <span className="tn">{t('task.moved_by', { days: task.days })}</span>
          <When day={task.due_date} style="short" today={today} />
        </li>
      ))}
    </ul>
  );
}

/** That the promised day comes too early then. */
export function PastEnd({ day }: { day: string | null }) {
  const t = useT();
  const { today } = useCompany();
  if (day === null) return null;
  return (
    <Callout tone="warn">
      {t('task.past_end')} <When day={day} today={today} />
    </Callout>
  );
}
