/** Choices and words of the support screens. Which of them exist is the core's type; the order is ours. */
import type { Translate } from '@/app/i18n';
import { durationText, type Option } from '@/design';
import type {
  ContractState,
  EntitlementRow,
  Priority,
  SupportPeriod,
  SupportUnit,
  TicketChannel,
} from '@/host/generated';

export const priorities: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];
export const channels: readonly TicketChannel[] = ['phone', 'email', 'form', 'visit', 'other'];
export const units: readonly SupportUnit[] = ['hours', 'tickets', 'unlimited'];
export const periods: readonly SupportPeriod[] = ['month', 'quarter', 'year', 'term'];
export const contractStates: readonly ContractState[] = ['due', 'running', 'coming', 'ended'];

/** What makes a ticket, as it is shown, another one. */
export const ticketTags = ['entitlement', 'contact', 'customer', 'deal', 'project', 'working_time'] as const;

export const priorityIcon: Record<Priority, string> = {
  urgent: 'signal',
  high: 'signal-high',
  normal: 'signal-medium',
  low: 'signal-low',
};

export const channelIcon: Record<TicketChannel, string> = {
  phone: 'phone',
  email: 'mail',
  form: 'file-text',
  visit: 'map-pin',
  other: 'message-circle',
};

export const priorityOptions = (t: Translate): Option[] =>
  priorities.map((id) => ({ id, text: t(`ticket.priority.${id}`), icon: priorityIcon[id] }));

export const channelOptions = (t: Translate): Option[] =>
  channels.map((id) => ({ id, text: t(`ticket.channel.${id}`), icon: channelIcon[id] }));

/** Tags are typed in one line; the core drops what is empty. */
export const tagsTyped = (typed: string): string[] => typed.split(/[,،]/u);

export const unitOptions = (t: Translate): Option[] =>
  units.map((id) => ({ id, text: t(`entitlement.unit.${id}`) }));

/** Whether something can be left of one period for the next. */
export const canRollOver = (unit: SupportUnit, period: SupportPeriod): boolean =>
  unit !== 'unlimited' && period !== 'term';

export const periodOptions = (t: Translate): Option[] =>
  periods.map((id) => ({ id, text: t(`entitlement.period.${id}`) }));

/** How much of something that was bought: `14 h`, `3 requests`. */
export const quantityText = (t: Translate, unit: SupportUnit, quantity: number): string =>
  unit === 'hours' ? durationText(t, quantity) : t('entitlement.requests', { count: quantity });

/** What is left of what was bought, in words. */
export function leftText(t: Translate, { unit, balance }: EntitlementRow): string {
  if (!balance) return t('entitlement.unlimited');
  if (balance.over > 0) return t('entitlement.over', { over: quantityText(t, unit, balance.over) });
  return t('entitlement.left', { left: quantityText(t, unit, balance.left) });
}
