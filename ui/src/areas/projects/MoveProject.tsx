/**
 * A whole project on other days. Before anything is written the core says in a preview what moves with its start; whoever wants that
 * changes the start alone.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { Button, Callout, Checkbox, DateField, FormDialog, When } from '@/design';
import { isIsoDay } from '@/design/format';
import { type ApiError, preview, type Reply } from '@/host';
import type { Project, ProjectMoved } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { MovedTasks, PastEnd } from './MoveTask';
import { projectTags } from './words';

/** Whether anything stands on a day that would move with the start. */
export const movesWith = ({ tasks, milestones }: Project): boolean =>
  tasks.some(({ status, start_date, due_date }) => status !== 'done' && (start_date ?? due_date) !== null) ||
  milestones.some(({ due_date, reached_date }) => due_date !== null && reached_date === null);

interface MoveProjectProps {
  id: string;
  /** The start that was typed; absent: it is asked here. */
  to?: string;
  onClose: () => void;
}

export function MoveProject({ id, ...props }: MoveProjectProps) {
  const project = useRead('project.get', { id }, { also: projectTags, keep: true }).data;
  return project ? <Decide project={project} {...props} /> : null;
}

function Decide({ project, to, onClose }: { project: Project } & Omit<MoveProjectProps, 'id'>) {
  const t = useT();
  const { today } = useCompany();
  const move = useWrite('project.move');
  const update = useWrite('project.update');
  const { version, onNewest } = useSeen(project.version, () => {
    move.reset();
    update.reset();
  });
  const [start, setStart] = useState(to ?? project.start_date);
  const [movesEnd, setMovesEnd] = useState(false);
  const isOther = isIsoDay(start) && start !== project.start_date;
  const request = { id: project.id, version, start_date: start, moves_end: movesEnd };
  const follows = useQuery<Reply<ProjectMoved>, ApiError>({
    queryKey: ['project', 'project.move', request],
    queryFn: ({ signal }) => preview('project.move', request, signal),
    enabled: isOther,
    placeholderData: keepPreviousData,
    retry: false,
    meta: { tags: new Set(['task', 'project', 'working_time']) },
  });
  return (
    <FormDialog
      title={t('project.move_named', { name: project.name })}
      error={move.error ?? update.error ?? follows.error}
      onNewest={onNewest}
      action={t('project.move_do')}
      button={{ isDisabled: !isOther }}
      aside={
        <Button
          isDisabled={!isOther}
          onPress={() =>
            update.mutate({ id: project.id, version, set: { start_date: start } }, { onSuccess: onClose })
          }
        >
          {t('project.move_start')}
        </Button>
      }
      onSubmit={() => move.mutate(request, { onSuccess: onClose })}
      onClose={onClose}
    >
      <DateField
        autoFocus
        name="start_date"
        label={t('project.start')}
        today={today}
        value={start}
        onChange={setStart}
      />
      {project.end_date ? (
        <Checkbox isSelected={movesEnd} onChange={setMovesEnd}>
          {t('project.move_end')}
        </Checkbox>
      ) : null}
      {isOther && follows.data ? <Moves moved={follows.data.result} wasPromised={project.end_date} /> : null}
      {isOther && project.deal_id ? <PartsStay dealId={project.deal_id} /> : null}
    </FormDialog>
  );
}

function Moves({ moved, wasPromised }: { moved: ProjectMoved; wasPromised: string | null }) {
  const t = useT();
  const { today } = useCompany();
  return (
    <>
      <p className="text-text-2">{t('project.moved_by', { days: moved.days })}</p>
      {moved.end_date !== null && moved.end_date !== wasPromised ? (
        <p>
          {t('project.end')} <When day={moved.end_date} today={today} />
        </p>
      ) : null}
      {moved.moved.length > 0 ? (
        <section>
          <h3 className="font-medium">{t('nav.tasks')}</h3>
          <MovedTasks tasks={moved.moved} />
        </section>
      ) : null}
      {moved.milestones.length > 0 ? (
        <section>
          <h3 className="font-medium">{t('milestone.title')}</h3>
          <ul className="moves">
            {moved.milestones.map((one) => (
              <li key={one.id}>
                <span className="cut grow" dir="auto">
                  {one.name}
                </span>
                <When day={one.due_date} style="short" today={today} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <PastEnd day={moved.past_end} />
    </>
  );
}

/** Which parts of the sale are invoiced on a day all the same, for whoever may see them. */
function PartsStay({ dealId }: { dealId: string }) {
  const t = useT();
  const may = useMay()('invoice.read');
  const parts = useRead('billing_milestone.list', { deal_id: dealId }, { enabled: may }).data;
  const dated = (parts?.rows ?? []).filter(
    ({ when, invoices }) => when.kind === 'date' && invoices.length === 0,
  );
  if (dated.length === 0) return null;
  return (
    <Callout tone="info">
      {t('project.move_parts', { names: dated.map(({ name }) => name).join(', ') })}
    </Callout>
  );
}
