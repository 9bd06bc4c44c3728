/** The few words that projects and tasks share. */
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
export const projectTags = [
  'task',
  'customer',
  'deal',
  'user',
  'ticket',
  'time',
  'document',
  'billing_plan',
  'commitment',
] as const;
/** The same for tasks. */
export const taskTags = ['project', 'customer', 'deal', 'user', 'ticket'] as const;
