/** Whom the document is for: found while typing, or made on the spot from the name. */
import { useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { type Option, Suggest } from '@/design';
import { call, run } from '@/host';
import { invalidate } from '@/host/queries';
import { notifyError } from '@/host/undo';

interface CustomerFieldProps {
  id: string | undefined;
  name: string;
  onChange: (id: string, name: string) => void;
  /** Said at the end of the field, such as the tax id. */
  end?: string;
  /** Path of the field in the request. */
  path?: string;
  autoFocus?: boolean;
}

const hitLimit = 20;

export async function findCustomers(q: string, signal: AbortSignal): Promise<Option[]> {
  if (q.trim() === '') {
    const { rows } = await call('customer.list', { limit: hitLimit }, signal);
    return rows.map((row) => ({ id: row.id, text: row.name, note: row.place }));
  }
  const { hits } = await call('search.find', { q, kinds: ['customer'], limit: hitLimit }, signal);
  return hits.map((hit) => ({ id: hit.id, text: hit.title }));
}

export function CustomerField({ name, onChange, end, path, autoFocus }: CustomerFieldProps) {
  const t = useT();
  const client = useQueryClient();
  const mayWrite = useMay()('customer.write');
  const make = async (typed: string) => {
    try {
      const reply = await run('customer.create', { name: typed });
      invalidate(client, reply.changed);
      onChange(reply.result.id, typed);
    } catch (cause) {
      notifyError(cause);
    }
  };
  return (
    <Suggest
      name={path ?? 'customer_id'}
      label={t('kind.customer')}
      icon="building-2"
      source="customer"
      placeholder={t('document.customer_hint')}
      value={name}
      find={findCustomers}
      onPick={(found) => onChange(found.id, found.text)}
      make={
        mayWrite
          ? { text: (text) => t('document.new_customer', { name: text }), run: (typed) => void make(typed) }
          : undefined
      }
      autoFocus={autoFocus}
      end={end ? <bdi className="id option-note">{end}</bdi> : null}
    />
  );
}
