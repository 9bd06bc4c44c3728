/** A state: icon and word, in the tone the core chose. Never colour alone, never a count, never a link. */
import { useCallback } from 'react';
import { useFormatLocale, useT, type Values } from '@/app/i18n';
import type { ApiError, Badge as BadgeValue, Money } from '@/host/contract';
import { formatDay, formatMoney, isIsoDay } from './format';
import { Icon } from './icons';

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;

/** A reason within a message is a message of its own. */
const isSaid = (value: unknown): value is { message_id: string; params: Values } =>
  typeof value === 'object' && value !== null && 'message_id' in value && 'params' in value;

/** Parameters of a message as people read them: money and dates are formatted, a right is named, a reason is said, the rest stays. */
export function useReadable(): (params: Values | null | undefined) => Values {
  const t = useT();
  const { format } = useFormatLocale();
  return useCallback(
    function readable(params) {
      return Object.fromEntries(
        Object.entries(params ?? {}).map(([name, value]): [string, unknown] => {
          if (name === 'permission' && t.has(`permission.${value}`))
            return [name, t.by(`permission.${value}`)];
          if (name === 'command' && t.has(`command.${value}`)) return [name, t.by(`command.${value}`)];
          if (name === 'kind' || name === 'table')
            return [name, t.by(t.has(`kind.${value}`) ? `kind.${value}` : 'kind.record')];
          if (isSaid(value)) return [name, t.by(value.message_id, readable(value.params))];
          if (isMoney(value)) return [name, formatMoney(value, format)];
          if (typeof value === 'string' && isIsoDay(value)) return [name, formatDay(value, format)];
          return [name, value];
        }),
      );
    },
    [t, format],
  );
}

/** What the core says about a refusal as a whole. */
export function useReason(): (error: ApiError) => string {
  const t = useT();
  const readable = useReadable();
  return (error) => t.by(error.messageId, readable(error.params));
}

export function Badge({ value }: { value: BadgeValue }) {
  const t = useT();
  const readable = useReadable();
  return (
    <span className="badge" data-tone={value.tone}>
      <Icon name={value.icon} size={12} />
      {t.by(value.key, readable(value.params))}
    </span>
  );
}
