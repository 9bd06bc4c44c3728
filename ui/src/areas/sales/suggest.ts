/** What the palette proposes: the list of today. */
import type { Suggestion } from '@/app/areas';
import { call } from '@/host';

export async function suggest(signal: AbortSignal): Promise<readonly Suggestion[]> {
  const { rows } = await call('activity.today', {}, signal);
  return rows.flatMap(({ action, record_id, record_kind, record_title, customer, amount }) =>
    record_id && record_kind
      ? [
          {
            icon: action.icon,
            key: action.text_key,
            params: action.params,
            about: { id: record_id, kind: record_kind, title: record_title ?? '', customer, amount },
          },
        ]
      : [],
  );
}
