/** A project is over: what becomes of each open task, and what begins for the customer or is to be invoiced now. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { FormDialog, Select } from '@/design';
import { formatDay } from '@/design/format';
import { preview } from '@/host';
import type { OpenTaskFate, Project } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { projectTags } from './words';

const fates = ['ticket', 'drop', 'keep'] as const satisfies OpenTaskFate[];

export function CloseProject({ id, onClose }: { id: string; onClose: () => void }) {
  const project = useRead('project.get', { id }, { also: projectTags, keep: true }).data;
  return project ? <Decide project={project} onClose={onClose} /> : null;
}

function Decide({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useT();
  const close = useWrite('project.close');
  const { version, onNewest } = useSeen(project.version, close.reset);
  const [chosen, choose] = useState<Record<string, OpenTaskFate>>({});
  const open = project.tasks.filter(({ status }) => status !== 'done');
  const unreached = project.milestones.filter(({ reached_date }) => reached_date === null);
  const options = fates.map((fate) => ({
    id: fate,
    text: t(`project.fate.${fate}`),
    note: t(`project.fate.${fate}.text`),
  }));
  const all = open.every(({ id }) => chosen[id] === chosen[open[0]?.id ?? ''])
    ? chosen[open[0]?.id ?? '']
    : null;
  return (
    <FormDialog
      title={t('project.close_named', { name: project.name })}
      error={close.error}
      onNewest={onNewest}
      action={t('project.close')}
      onSubmit={() =>
        close.mutate(
          {
            id: project.id,
            version,
            tasks: open.flatMap(({ id }) => {
              const fate = chosen[id];
              return fate ? [{ id, fate }] : [];
            }),
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      {open.length === 0 ? (
        <p className="text-text-2">{t('project.close_none_open')}</p>
      ) : (
        <>
          <p className="text-text-2">{t('project.close_text', { count: open.length })}</p>
          {open.length > 1 ? (
            <Select
              autoFocus
              label={t('project.fate.all')}
              options={options}
              value={all ?? null}
              onChange={(fate) =>
                choose(Object.fromEntries(open.map(({ id }) => [id, fate as OpenTaskFate])))
              }
            />
          ) : null}
          <ul className="fates">
            {open.map((task) => (
              <li key={task.id}>
                <span className="cut grow" dir="auto">
                  {task.title}
                </span>
                <Select
                  quiet
                  label={t('project.fate.of', { task: task.title })}
                  options={options}
                  value={chosen[task.id] ?? null}
                  onChange={(fate) => choose({ ...chosen, [task.id]: fate as OpenTaskFate })}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {unreached.length > 0 ? (
        <p className="text-text-2">
          {t('project.close_unreached', { names: unreached.map(({ name }) => name).join(', ') })}
        </p>
      ) : null}
      <Follows project={project} />
    </FormDialog>
  );
}

/** What begins and what is to be invoiced when the project is closed: the core says it in a preview. */
function Follows({ project: { id, version } }: { project: Project }) {
  const t = useT();
  const { format } = useFormatLocale();
  const request = { id, version, others: 'keep' } as const;
  const closed = useQuery({
    queryKey: ['entitlement', 'project.close', request],
    queryFn: ({ signal }) => preview('project.close', request, signal),
    retry: false,
    meta: { tags: new Set(['entitlement', 'project', 'billing_plan', 'document']) },
  }).data?.result;
  if (!closed || closed.begun.length + closed.to_invoice.length === 0) return null;
  return (
    <ul className="text-text-2">
      {closed.begun.map(({ id, name, start, end }) => (
        <li key={id}>
          {t('project.begins', { name, start: formatDay(start, format), end: formatDay(end, format) })}
        </li>
      ))}
      {closed.to_invoice.length > 0 ? (
        <li>{t('project.then_invoiced', { names: closed.to_invoice.join(', ') })}</li>
      ) : null}
    </ul>
  );
}
