/** Whom the document is for: found while typing, or made on the spot from the name and one line of how to reach them. */
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { type Option, Suggest, TextField } from '@/design';
import { useFieldErrors } from '@/design/Form';
import { call } from '@/host';
import { useWrite } from '@/host/queries';
import { usualTaxId } from '../../crm/words';

interface CustomerFieldProps {
  id: string | undefined;
  name: string;
  onChange: (id: string, name: string) => void;
  /** Said at the end of the field, such as the tax id. */
  end?: string;
  /** Path of the field in the request. */
  path?: string;
  autoFocus?: boolean;
  /** A name to begin with, as if it had just been typed. */
  begin?: string;
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

export function CustomerField({
  name,
  onChange,
  end,
  path = 'customer_id',
  autoFocus,
  begin,
}: CustomerFieldProps) {
  const t = useT();
  const mayWrite = useMay()('customer.write');
  const field = useRef<HTMLInputElement>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  return (
    <>
      <Suggest
        name={path}
        label={t('kind.customer')}
        icon="building-2"
        source="customer"
        placeholder={t('document.customer_hint')}
        value={fresh ?? name}
        find={findCustomers}
        onPick={(found) => {
          setFresh(null);
          onChange(found.id, found.text);
        }}
        make={
          mayWrite ? { text: (text) => t('document.new_customer', { name: text }), run: setFresh } : undefined
        }
        autoFocus={autoFocus}
        begin={begin}
        inputRef={field}
        end={end && fresh === null ? <bdi className="id option-note">{end}</bdi> : null}
      />
      {fresh === null ? null : (
        <Reach
          key={fresh}
          name={fresh}
          onMade={(id) => {
            setFresh(null);
            // Its own field goes away; a form that goes on elsewhere moves the focus itself.
            field.current?.focus();
            onChange(id, fresh);
          }}
          onCancel={() => {
            setFresh(null);
            field.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface ReachProps {
  /** The new customer's name. */
  name: string;
  onMade: (id: string) => void;
  onCancel: () => void;
}

/** Phone, e-mail and tax id as one line, which the core takes apart. Leaving it makes the customer as Enter does. */
function Reach({ name, onMade, onCancel }: ReachProps) {
  const t = useT();
  const { company } = useCompany();
  const create = useWrite('customer.create');
  const [reach, setReach] = useState('');
  const errors = useFieldErrors(create.error);
  const make = () => {
    if (create.isPending) return;
    create.mutate({ name, reach }, { onSuccess: (reply) => onMade(reply.result.id) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') make();
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: FocusEvent) => {
    // Going back to the name may mean another customer after all.
    const next = event.relatedTarget;
    if (!(next instanceof HTMLInputElement && next.closest('.wide')?.contains(event.target))) make();
  };
  return (
    <div className="reach">
      <TextField
        autoFocus
        name="reach"
        label={t('document.reach', { name, tax_id: t(`tax_id.${usualTaxId(company.country)}`) })}
        optional
        placeholder={t('document.reach_hint')}
        value={reach}
        onChange={(text) => {
          if (create.error) create.reset();
          setReach(text);
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        warning={Object.values(errors)[0]}
      />
    </div>
  );
}
