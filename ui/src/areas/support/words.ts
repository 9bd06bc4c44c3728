/** Choices and words of the support screens. Which of them exist is the core's type; the order is ours. */
import type { Translate } from '@/app/i18n';
import type { Option } from '@/design';
import type {
  ContractState,
  EntitlementRow,
  Priority,
  SupportPeriod,
  SupportUnit,
  TicketChannel,
} from '@/host/generated';
import { plainDigits } from '../sales/words';

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

export const unitOptions = (t: Translate): Option[] =>
  units.map((id) => ({ id, text: t(`entitlement.unit.${id}`) }));

export const periodOptions = (t: Translate): Option[] =>
  periods.map((id) => ({ id, text: t(`entitlement.period.${id}`) }));

/** `1 h 20 m`, `45 m`, `63 h`. */
export function spanText(t: Translate, minutes: number): string {
  const whole = Math.floor(Math.abs(minutes));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return t('span.minutes', { minutes: rest });
  return rest === 0 ? t('span.hours', { hours }) : t('span.both', { hours, minutes: rest });
}

/** A length of time as it may be typed again. */
export const spanTyped = (minutes: number): string =>
  [
    ...(minutes >= 60 ? [`${Math.floor(minutes / 60)}h`] : []),
    ...(minutes % 60 > 0 ? [`${minutes % 60}m`] : []),
  ].join(' ');

/**
 * Minutes of `1h 30m`, `1:30`, `90m` or `4`, which is hours: nothing for an empty field, and for what is no length of time one that
 * the core refuses in its own words.
 */
export function minutesTyped(typed: string): number | undefined {
  const text = plainDigits(typed.trim().toLowerCase());
  if (text === '') return undefined;
  const found =
    /^(?:(\d{1,5})\s*h(?:ours?)?)?\s*(?:(\d{1,6})\s*m(?:in)?)?$|^(\d{1,5}):([0-5]\d)$|^(\d{1,5})$/.exec(text);
  if (!found) return -1;
  const [hours = 0, minutes = 0] = [found[1] ?? found[3] ?? found[5], found[2] ?? found[4]].map((part) =>
    part === undefined ? undefined : Number.parseInt(part, 10),
  );
  return hours * 60 + minutes;
}

/** How much of something that was bought: `14 h`, `3 requests`. */
export const quantityText = (t: Translate, unit: SupportUnit, quantity: number): string =>
  unit === 'hours' ? spanText(t, quantity) : t('entitlement.requests', { count: quantity });

/** What is left of what was bought, in words. */
export function leftText(t: Translate, { unit, balance }: EntitlementRow): string {
  if (!balance) return t('entitlement.unlimited');
  if (balance.over > 0) return t('entitlement.over', { over: quantityText(t, unit, balance.over) });
  return t('entitlement.left', { left: quantityText(t, unit, balance.left) });
}
