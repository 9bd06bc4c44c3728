/** One project: how it is getting on and what is next over the page, its facts at the side, its work in tabs. */
import { useRef, useState } from 'react';
import { useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useGo, useParam } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import { Badge, Button, MoreMenu, Notes, RecordHead, RecordPage, RecordTabs } from '@/design';
import type { Project } from '@/host/generated';
import { useChange, useRead } from '@/host/queries';
import { History } from '../crm/History';
import { Commitments } from '../handover/Commitments';
import { HandedOver } from '../handover/HandedOver';
import { activityTab } from '../sales/Activities';
import { LogActivity } from '../sales/useLogActivity';
import { ProjectTime } from '../time/ProjectTime';
import { Milestones } from './Milestones';
import { NewTask } from './NewTask';
import { HealthLine, TaskProgress } from './ProjectMarks';
import { ProjectRail } from './ProjectRail';
import { ProjectRelated } from './ProjectRelated';
import { ProjectTasks } from './ProjectTasks';
import './projects.css';
import { TaskBoardView } from './TaskBoardView';
import { TaskCalendar } from './TaskCalendar';
import { Comments } from './TaskContent';
import { TaskPeek } from './TaskPeek';
import { Timeline } from './Timeline';
import { type ProjectActions, useProjectActions } from './useProjectActions';
import { useTaskActions } from './useTaskActions';
import { projectTags } from './words';

export default function ProjectPage() {
  const t = useT();
  const answer = useRead('project.get', { id: useParam('id') }, { also: projectTags });
  return (
    <RecordPage answer={answer} above={{ to: '/projects', title: t('nav.projects') }}>
      {(project) => <Shown project={project} />}
    </RecordPage>
  );
}

function Shown({ project }: { project: Project }) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const has = useHas();
  const [adding, setAdding] = useState<{ due?: string } | null>(null);
  const [peeked, setPeeked] = useState<string | null>(null);
  const step = useRef<((by: 1 | -1) => void) | null>(null);
  const actions = useProjectActions(() => go('/projects'));
  const tasks = useTaskActions((id) => setPeeked((now) => (now === id ? null : now)));
  const change = useChange('project.update');
  const mayWrite = may('project.write', project.owner_id) && project.status !== 'done';
  const mayAdd = may('task.write') && project.status !== 'done';
  useKeys([{ keys: 'c k', run: () => (mayAdd ? setAdding({}) : false) }]);
  const all = project.tasks.map(({ id }) => id);
  step.current = (by) => {
    const at = all.indexOf(peeked ?? '');
    setPeeked(all[Math.min(Math.max(at + by, 0), all.length - 1)] ?? null);
  };
  const open = (id: string | null) => setPeeked((now) => (now === id ? null : id));
  return (
    <>
      <div className="page">
        <RecordHead
          above={{ to: '/projects', title: t('nav.projects') }}
          crumb={<bdi className="id">{project.code}</bdi>}
          title={project.name}
          badge={<Badge value={project.badge} />}
        >
          <LogActivity recordId={project.id} />
          {mayAdd ? (
            <Button keys="c k" icon="plus" onPress={() => setAdding({})}>
              {t('task.new')}
            </Button>
          ) : null}
          <MoreMenu groups={[{ id: 'all', actions: actions.of(project) }]} />
        </RecordHead>
        <HealthStrip project={project} actions={actions} onAdd={mayAdd ? () => setAdding({}) : undefined} />
        <div className="record">
          <ProjectRail project={project} />
          <RecordTabs
            label={t('kind.project')}
            tabs={[
              {
                id: 'tasks',
                title: t('nav.tasks'),
                count: project.tasks.filter(({ status }) => status !== 'done').length,
                content: (
                  <ProjectTasks
                    project={project}
                    actions={tasks}
                    current={peeked}
                    onOpen={({ id }) => (id === peeked ? go(`/tasks/${id}`) : open(id))}
                  />
                ),
              },
              {
                id: 'board',
                title: t('project.board'),
                content: (
                  <TaskBoardView
                    of={{ project_id: project.id }}
                    actions={tasks}
                    current={peeked}
                    onPeek={(task) => open(task?.id ?? null)}
                    onOpen={({ id }) => go(`/tasks/${id}`)}
                  />
                ),
              },
              {
                id: 'timeline',
                title: t('project.timeline'),
                content: <Timeline project={project} actions={tasks} current={peeked} onOpen={open} />,
              },
              {
                id: 'calendar',
                title: t('project.calendar'),
                content: (
                  <TaskCalendar
                    project={project}
                    filter={{ project_id: project.id }}
                    onOpen={(task) => open(task.id)}
                    onCreate={mayAdd ? (due) => setAdding({ due }) : undefined}
                  />
                ),
              },
              {
                id: 'milestones',
                title: t('milestone.title'),
                count: project.milestones.length,
                content: <Milestones project={project} mayWrite={mayWrite} />,
              },
              ...(may('time.read')
                ? [
                    {
                      id: 'time',
                      title: t('project.time'),
                      content: (
                        <ProjectTime projectId={project.id} name={project.name} customer={project.customer} />
                      ),
                    },
                  ]
                : []),
              ...(project.deal_id && may('handover.read')
                ? [
                    {
                      id: 'sold',
                      title: t('project.handed_over'),
                      content: (
                        <>
                          <HandedOver dealId={project.deal_id} />
                          <Commitments dealId={project.deal_id} />
                        </>
                      ),
                    },
                  ]
                : []),
              ...(has('support') || (has('finance') && project.deal_id)
                ? [
                    {
                      id: 'related',
                      title: t('project.related'),
                      content: <ProjectRelated project={project} />,
                    },
                  ]
                : []),
              {
                id: 'files',
                title: t('project.notes_files'),
                content: (
                  <>
                    <Notes
                      key={project.id}
                      of={project.id}
                      title={t('customer.notes')}
                      hint={t('project.notes_hint')}
                      lines={5}
                      value={project.notes}
                      save={(notes) => change(project, { notes })}
                      disabled={!mayWrite}
                    />
                    <Attachments recordId={project.id} mayWrite={may('project.write', project.owner_id)} />
                    <Comments recordId={project.id} />
                  </>
                ),
              },
              activityTab(t, project.id),
              {
                id: 'history',
                title: t('history.title'),
                content: <History kind="project" id={project.id} />,
              },
            ]}
          />
        </div>
      </div>
      {peeked ? (
        <TaskPeek
          id={peeked}
          actions={tasks}
          onStep={(by) => step.current?.(by)}
          onOpen={() => go(`/tasks/${peeked}`)}
          onClose={() => setPeeked(null)}
        />
      ) : null}
      {adding ? (
        <NewTask
          about={{ kind: 'project', id: project.id }}
          due={adding.due}
          onClose={() => setAdding(null)}
        />
      ) : null}
      {actions.dialogs}
      {tasks.dialogs}
    </>
  );
}

interface HealthStripProps {
  project: Project;
  actions: ProjectActions;
  onAdd: (() => void) | undefined;
}

/** How it is getting on, and the one thing that follows from it. */
function HealthStrip({ project, actions, onAdd }: HealthStripProps) {
  const t = useT();
  const mayWrite = useMay()('project.write', project.owner_id);
  const done = project.tasks.filter(({ status }) => status === 'done').length;
  const next =
    project.health.key === 'health.no_tasks'
      ? onAdd && { title: t('task.new'), run: onAdd }
      : !mayWrite
        ? undefined
        : project.health.key === 'health.all_done'
          ? { title: t('project.close'), run: () => actions.close(project) }
          : project.status === 'planned'
            ? { title: t('project.to.in_progress'), run: () => actions.start(project) }
            : undefined;
  return (
    <div className="record-strip">
      <section className="strip" aria-label={t('project.health')}>
        <div className="grow strip-text">
          <HealthLine value={project.health} />
        </div>
        <TaskProgress done={done} all={project.tasks.length} />
        {next ? (
          <Button kind="primary" size="sm" onPress={next.run}>
            {next.title}
          </Button>
        ) : null}
      </section>
    </div>
  );
}
