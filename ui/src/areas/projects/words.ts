/** The few words that projects and tasks share, and lengths of time as people read them. */
import type { Translate } from '@/app/i18n';
import type { Option } from '@/design';
import type { Priority, Recurrence, WorkStatus } from '@/host/generated';

export const statuses = ['planned', 'in_progress', 'on_hold', 'done'] as const satisfies WorkStatus[];
export const priorities = ['urgent', 'high', 'normal', 'low'] as const satisfies Priority[];
export const recurrences = ['none', 'daily', 'weekly', 'monthly'] as const satisfies Recurrence[];

export const statusIcon = {
  planned: 'circle-dashed',
  in_progress: 'circle-dot',
  on_hold: 'hourglass',
  done: 'circle-check',
} as const satisfies Record<WorkStatus, string>;

export const statusOptions = (t: Translate): Option[] =>
  statuses.map((id) => ({ id, text: t(`work.status.${id}`), icon: statusIcon[id] }));

export const priorityOptions = (t: Translate): Option[] =>
  priorities.map((id) => ({ id, text: t(`work.priority.${id}`) }));

export const recurrenceOptions = (t: Translate): Option[] =>
  recurrences.map((id) => ({ id, text: t(`work.recurrence.${id}`) }));

/** What makes a read about projects stale. */
export const projectTags = ['task', 'customer', 'deal', 'user', 'ticket'] as const;
/** The same for tasks. */
export const taskTags = ['project', 'customer', 'deal', 'user', 'ticket'] as const;

/** Minutes as hours and minutes; nothing for none. */
export function effort(t: Translate, minutes: number | null): string {
  if (!minutes) return '';
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return t('work.minutes', { minutes: rest });
  return rest === 0 ? t('work.hours', { hours }) : t('work.hours_minutes', { hours, minutes: rest });
}

/** The same as it is typed, in any language. */
export function effortTyped(minutes: number | null): string {
  if (minutes === null) return '';
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours}h` : '', rest > 0 ? `${rest}m` : ''].filter(Boolean).join(' ');
}
