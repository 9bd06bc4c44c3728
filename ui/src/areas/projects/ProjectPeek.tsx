/** A project beside the list: how it is getting on, what is due next, which milestones lie ahead. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Fact, LinkRow, LinkRows, Peek, PeekActions, PeekTitle, Section, When } from '@/design';
import { type PeekPane, usePeeked } from '@/design/DataGrid';
import type { Project } from '@/host/generated';
import { useRead } from '@/host/queries';
import { HealthLine, TaskProgress } from './ProjectMarks';
import type { ProjectActions } from './useProjectActions';
import { projectTags } from './words';

/** The tasks that are due first. */
const shownTasks = 6;

interface ProjectPeekProps extends PeekPane {
  id: string;
  actions: ProjectActions;
}

export function ProjectPeek({ id, actions, ...pane }: ProjectPeekProps) {
  const t = useT();
  const project = usePeeked(useRead('project.get', { id }, { also: projectTags, keep: true }), pane.onClose);
  return (
    <Peek
      {...pane}
      label={t('kind.project')}
      title={project ? t('peek.title', { kind: t('kind.project'), code: project.code }) : ''}
    >
      {project ? <Content project={project} actions={actions} /> : null}
    </Peek>
  );
}

function Content({ project, actions }: { project: Project; actions: ProjectActions }) {
  const t = useT();
  const { today } = useCompany();
  const open = project.tasks
    .filter(({ status }) => status !== 'done')
    .toSorted((one, other) => (one.due_date ?? '9').localeCompare(other.due_date ?? '9'));
  return (
    <>
      <div>
        <PeekTitle badge={<Badge value={project.badge} />}>{project.name}</PeekTitle>
        <Link to={`/customers/${project.customer_id}`}>
          <span dir="auto">{project.customer}</span>
        </Link>
      </div>
      <HealthLine value={project.health} />
      <PeekActions actions={actions.of(project)} />
      <div>
        <Fact label={t('project.lead')}>
          <span dir="auto">{project.owner || '–'}</span>
        </Fact>
        <Fact label={t('project.end')}>
          {project.end_date ? <When day={project.end_date} style="short" today={today} /> : '–'}
        </Fact>
        <Fact label={t('nav.tasks')}>
          <TaskProgress done={project.tasks.length - open.length} all={project.tasks.length} />
        </Fact>
      </div>
      {open.length > 0 ? (
        <Section title={t('project.next_tasks')} count={open.length}>
          <LinkRows label={t('project.next_tasks')}>
            {open.slice(0, shownTasks).map((task) => (
              <LinkRow
                key={task.id}
                icon="square-check"
                title={task.title}
                to={`/tasks/${task.id}`}
                note={task.due_date ? <When day={task.due_date} style="short" today={today} /> : null}
                badge={task.late ? <Badge value={task.late} /> : null}
              />
            ))}
          </LinkRows>
        </Section>
      ) : null}
      {project.milestones.length > 0 ? (
        <Section title={t('milestone.title')} count={project.milestones.length}>
          <LinkRows label={t('milestone.title')}>
            {project.milestones.map((one) => (
              <LinkRow
                key={one.id}
                icon="flag"
                title={one.name}
                note={one.due_date ? <When day={one.due_date} style="short" today={today} /> : null}
                badge={one.badge ? <Badge value={one.badge} /> : null}
              />
            ))}
          </LinkRows>
        </Section>
      ) : null}
    </>
  );
}
