/** Choices and marks of the sales screens. Which of them exist is the core's type; the order is ours. */
import type { ActivityKind } from '@/host/generated';

export const activityKinds: readonly ActivityKind[] = ['call', 'meeting', 'visit', 'email', 'note', 'todo'];

export const activityIcon: Record<ActivityKind, string> = {
  call: 'phone',
  meeting: 'users',
  visit: 'map-pin',
  email: 'mail',
  note: 'sticky-note',
  todo: 'square-check',
};
