/** What time is spent on, as screens name and choose it. */
import type { Option } from '@/design';
import { call } from '@/host';
import type { TimeOn } from '@/host/generated';

/** Something that time can be spent on, as it is chosen. */
export interface Work extends Option {
  on: TimeOn;
  place: string;
}

export const iconOf = (on: TimeOn): string =>
  on.ticket_id ? 'life-buoy' : on.task_id ? 'square-check' : 'folder-kanban';

/** Names it within a list. */
export const keyOf = (on: TimeOn): string => on.ticket_id ?? on.task_id ?? on.project_id ?? '';

const onOf: Record<string, (id: string) => TimeOn> = {
  project: (id) => ({ project_id: id }),
  task: (id) => ({ task_id: id }),
  ticket: (id) => ({ ticket_id: id }),
};

export function workOf(line: { on: TimeOn; title: string; place: string }): Work {
  return {
    id: keyOf(line.on),
    text: line.title,
    note: line.place,
    icon: iconOf(line.on),
    on: line.on,
    place: line.place,
  };
}

/** Projects, tasks and tickets with the typed words; before anything is typed, what this week is about. */
export async function findWork(q: string, signal: AbortSignal): Promise<Work[]> {
  if (q.trim() === '') return (await call('timesheet.get', {}, signal)).lines.map(workOf);
  const { hits } = await call('search.find', { q, kinds: ['project', 'task', 'ticket'], limit: 8 }, signal);
  return hits.flatMap((hit) => {
    const on = onOf[hit.kind]?.(hit.id);
    return on ? [workOf({ on, title: hit.title, place: hit.customer ?? '' })] : [];
  });
}
