/** Projects by how they stand, as columns of cards. What is set down among the closed ones is closed, which may ask for its open tasks. */
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Avatar, Badge, EmptyState, When } from '@/design';
import { Board } from '@/design/Board/Board';
import type { ProjectFilter, ProjectRow, WorkStatus } from '@/host/generated';
import { useRead } from '@/host/queries';
import { columnsOf, ShownOf } from './board-columns';
import { HealthLine, TaskProgress } from './ProjectMarks';
import type { ProjectActions } from './useProjectActions';
import { projectTags, statuses } from './words';

interface ProjectBoardProps {
  filter: ProjectFilter;
  search: string | undefined;
  actions: ProjectActions;
  current: string | null;
  stepRef: React.RefObject<((by: 1 | -1) => void) | null>;
  onPeek: (id: string | null) => void;
  onOpen: (project: ProjectRow) => void;
}

/** What carrying a card into another column does already. */
const asColumns = new Set<string>([...statuses, 'close', 'reopen']);
const cardId = (project: ProjectRow) => project.id;
const cardName = (project: ProjectRow) => `${project.code} ${project.name}`;

export function ProjectBoard(props: ProjectBoardProps) {
  const { filter, search, actions, current, stepRef, onPeek, onOpen } = props;
  const t = useT();
  const may = useMay();
  const board = useRead('project.board', { filter, search }, { also: projectTags, keep: true }).data;
  if (!board) return null;
  const cards = board.columns.flatMap((column) => column.cards);
  if (cards.length === 0) return <EmptyState text={t('project.none_match')} />;
  stepRef.current = (by) => {
    const at = cards.findIndex(({ id }) => id === current);
    onPeek(cards[Math.min(Math.max(at + by, 0), cards.length - 1)]?.id ?? null);
  };
  return (
    <Board
      label={t('nav.projects')}
      columns={columnsOf(board.columns, t)}
      cardId={cardId}
      cardName={cardName}
      card={(project) => <ProjectCard project={project} />}
      columnNote={({ id }) => {
        const column = board.columns.find(({ status }) => status === id);
        return column?.next ? <ShownOf column={column} /> : null;
      }}
      current={current}
      onPeek={(project) => onPeek(project?.id ?? null)}
      onOpen={onOpen}
      cardActions={(project) => actions.of(project).filter(({ id }) => !asColumns.has(id))}
      mayMove={(project) => may('project.write', project.owner_id)}
      onMove={(project, to) => actions.stand(project, to as WorkStatus)}
    />
  );
}

function ProjectCard({ project }: { project: ProjectRow }) {
  const { today } = useCompany();
  return (
    <div className="deal-card">
      <div className="deal-top">
        <div className="row">
          <bdi className="id">{project.code}</bdi>
          <span className="font-medium grow cut" dir="auto">
            {project.name}
          </span>
          {project.owner ? <Avatar name={project.owner} /> : null}
        </div>
        <p className="cut text-xs text-text-2" dir="auto">
          {project.customer}
        </p>
        <div className="text-xs">
          <HealthLine value={project.health} />
        </div>
        <div className="row text-xs">
          {project.late ? (
            <Badge value={project.late} />
          ) : project.end_date ? (
            <When day={project.end_date} style="short" today={today} />
          ) : null}
          <span className="push-end">
            <TaskProgress done={project.tasks_done} all={project.tasks} />
          </span>
        </div>
      </div>
    </div>
  );
}
