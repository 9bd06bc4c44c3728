/** The tasks of a project in groups by one of their fields, in an order that the core gives. */
import { useMay } from '@/app/company';
import { useAddress } from '@/app/router';
import type { Priority, Project, TaskChange, TaskGrouping, TaskRow } from '@/host/generated';
import { GroupChoice, OrderChoice } from './TaskGrouping';
import { TaskGroups } from './TaskGroups';
import type { TaskActions } from './useTaskActions';

const groupings = ['status', 'milestone', 'owner', 'priority', 'due', 'start', 'estimate', 'none'] as const;
const orders = ['position', 'due', 'priority', 'title', 'updated'] as const;

const readAddress = (raw: Record<string, unknown>) => ({
  group: groupings.find((one) => one === raw.group) ?? ('status' as const),
  order: orders.find((one) => one === raw.order) ?? ('position' as const),
});

interface ProjectTasksProps {
  project: Project;
  actions: TaskActions;
  current: string | null;
  onOpen: (task: TaskRow) => void;
}

/** What a task begins with that is added to a group; nothing is added where a group says more than a task is born with. */
function begins(by: TaskGrouping | undefined, key: string): TaskChange | undefined {
  switch (by) {
    case undefined:
      return {};
    case 'status':
      return key === 'planned' ? {} : undefined;
    case 'milestone':
      return key ? { milestone_id: key } : {};
    case 'owner':
      return key ? { owner_id: key } : undefined;
    case 'priority':
      return { priority: key as Priority };
    default:
      return key === '' ? {} : undefined;
  }
}

export function ProjectTasks({ project, ...props }: ProjectTasksProps) {
  const mayWrite = useMay()('task.write') && project.status !== 'done';
  const [{ group, order }, setAddress] = useAddress(readAddress);
  return (
    <>
      <div className="toolbar">
        <GroupChoice groupings={groupings} value={group} onChange={(group) => setAddress({ group })} />
        <OrderChoice orders={orders} value={order} onChange={(order) => setAddress({ order })} />
      </div>
      <TaskGroups
        {...props}
        by={group === 'none' ? undefined : group}
        filter={{ project_id: project.id }}
        sort={{ column: order, descending: order === 'updated' }}
        begins={mayWrite ? begins : undefined}
      />
    </>
  );
}
