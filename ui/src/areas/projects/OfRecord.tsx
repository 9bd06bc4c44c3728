/** The projects and the open tasks of a customer or a deal, on its page. */
import { useState } from 'react';
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Badge, Button, LinkRow, LinkRows, Section, When } from '@/design';
import { NewestOnly, useFirst } from '../billing/DocumentRows';
import { NewProject, type NewProjectFor } from './NewProject';
import { NewTask, type NewTaskFor } from './NewTask';
import { projectTags, taskTags } from './words';

interface RowsProps {
  of: { customer_id: string } | { deal_id: string };
  /** What a new project begins with; without it none is made here. */
  begin?: NewProjectFor;
  /** Said when there is none; without it the section is left out then. */
  none?: string;
}

export function ProjectRows({ of, begin, none }: RowsProps) {
  const t = useT();
  const go = useGo();
  const { today } = useCompany();
  const [adding, setAdding] = useState(false);
  const mayWrite = useMay()('project.write');
  const has = useHas()('delivery');
  const page = useFirst('project.list', { filter: of }, projectTags).data;
  if (!has || !page || (page.rows.length === 0 && none === undefined)) return null;
  return (
    <Section
      title={t('nav.projects')}
      count={page.next ? undefined : page.rows.length}
      action={
        begin && mayWrite ? (
          <Button size="sm" icon="plus" onPress={() => setAdding(true)}>
            {t('project.new')}
          </Button>
        ) : null
      }
    >
      {page.rows.length === 0 ? (
        <p className="text-text-3">{none}</p>
      ) : (
        <LinkRows label={t('nav.projects')}>
          {page.rows.map((row) => (
            <LinkRow
              key={row.id}
              code={row.code}
              title={row.name}
              to={`/projects/${row.id}`}
              note={row.end_date ? <When day={row.end_date} style="short" today={today} /> : null}
              badge={<Badge value={row.late ?? row.badge} />}
              end={row.tasks > 0 ? t('project.of', { done: row.tasks_done, all: row.tasks }) : '–'}
            />
          ))}
        </LinkRows>
      )}
      {page.next ? <NewestOnly place="/projects" /> : null}
      {adding && begin ? (
        <NewProject {...begin} onClose={() => setAdding(false)} onMade={(id) => go(`/projects/${id}`)} />
      ) : null}
    </Section>
  );
}

interface TaskRowsProps {
  of: { customer_id: string } | { deal_id: string };
  about: NewTaskFor;
}

/** What is still to be done. */
export function TaskRows({ of, about }: TaskRowsProps) {
  const t = useT();
  const { today } = useCompany();
  const [adding, setAdding] = useState(false);
  const mayWrite = useMay()('task.write');
  const has = useHas()('delivery');
  const page = useFirst('task.list', { filter: { ...of, open: true } }, taskTags).data;
  if (!has || !page) return null;
  return (
    <Section
      title={t('task.open')}
      count={page.next ? undefined : page.rows.length}
      action={
        mayWrite ? (
          <Button size="sm" icon="plus" onPress={() => setAdding(true)}>
            {t('task.new')}
          </Button>
        ) : null
      }
    >
      {page.rows.length === 0 ? (
        <p className="text-text-3">{t('task.none')}</p>
      ) : (
        <LinkRows label={t('task.open')}>
          {page.rows.map((row) => (
            <LinkRow
              key={row.id}
              icon="square-check"
              title={row.title}
              to={`/tasks/${row.id}`}
              note={row.due_date ? <When day={row.due_date} style="short" today={today} /> : null}
              badge={<Badge value={row.late ?? row.badge} />}
              end={row.owner || '–'}
            />
          ))}
        </LinkRows>
      )}
      {page.next ? <NewestOnly place="/tasks" search={{ tab: 'open' }} /> : null}
      {adding ? <NewTask about={about} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}
