/** Whom the document is for: found while typing, or made on the spot from the name and one line of how to reach them. */
import { type FocusEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { mayLeadOn } from '@/app/focus';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { type Option, Suggest, TextField } from '@/design';
import { useFieldErrors } from '@/design/Form';
import { call } from '@/host';
import { useWrite } from '@/host/queries';
import { useDuplicates } from '../../crm/useDuplicates';
import { usualTaxId } from '../../crm/words';
import { KnownCustomers } from './KnownCustomers';

interface CustomerFieldProps {
  id: string | undefined;
  name: string;
  onChange: (id: string, name: string) => void;
  /** Said at the end of the field, such as the tax id. */
  end?: string;
  /** What is doubtful about this customer. */
  warning?: string;
  /** Path of the field in the request. */
  path?: string;
  autoFocus?: boolean;
  /** A name to begin with, as if it had just been typed. */
  begin?: string;
  /** Takes the name of a new customer, where one is made together with something else. */
  onNew?: (name: string) => void;
  /** Somebody who is to become a customer, and what is known of how to reach them. */
  asNew?: { name: string; reach: string };
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
  warning,
  path = 'customer_id',
  autoFocus,
  begin,
  onNew,
  asNew,
}: CustomerFieldProps) {
  const t = useT();
  const mayWrite = useMay()('customer.write');
  const field = useRef<HTMLInputElement>(null);
  const [fresh, setFresh] = useState<string | null>(asNew?.name ?? null);
  const box = useRef<HTMLDivElement>(null);
  const [leads, setLeads] = useState(true);
  const leave = () => {
    // What was typed in goes away; a form that goes on elsewhere moves the focus itself.
    if (mayLeadOn([], box.current)) field.current?.focus();
    setFresh(null);
  };
  const makeNew = (text: string) => {
    setLeads(mayLeadOn([path]));
    setFresh(text);
  };
  return (
    <>
      <Suggest
        name={path}
        label={t('kind.customer')}
        icon="building-2"
        warning={warning}
        source="customer"
        placeholder={t('document.customer_hint')}
        value={fresh ?? name}
        find={findCustomers}
        onPick={(found) => {
          setFresh(null);
          onChange(found.id, found.text);
        }}
        make={
          mayWrite
            ? { text: (text) => t('document.new_customer', { name: text }), run: onNew ?? makeNew }
            : undefined
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
          reach={fresh === asNew?.name ? asNew.reach : ''}
          nameField={field}
          box={box}
          autoFocus={leads}
          onDone={(id, name) => {
            leave();
            onChange(id, name);
          }}
          onCancel={leave}
        />
      )}
    </>
  );
}

interface ReachProps {
  /** The new customer's name. */
  name: string;
  /** What is known of how to reach them. */
  reach: string;
  nameField: RefObject<HTMLInputElement | null>;
  box: RefObject<HTMLDivElement | null>;
  autoFocus: boolean;
  /** Told of the customer that was made, or of one that was here already. */
  onDone: (id: string, name: string) => void;
  onCancel: () => void;
}

/**
 * Phone, e-mail and tax id as one line, which the core takes apart. Leaving it makes the customer as Enter does; customers that may
 * be the same stand under it, and none of them is in the way.
 */
function Reach({ name, reach: begun, nameField, box, autoFocus, onDone, onCancel }: ReachProps) {
  const t = useT();
  const { company } = useCompany();
  const create = useWrite('customer.create');
  const { draft, set, done, note } = useKept(`customer.reach.${name}`, { reach: begun });
  const { reach } = draft;
  const errors = useFieldErrors(create.error);
  const known = useDuplicates({ name, reach });
  const choose = (id: string, chosen: string) => {
    done();
    onDone(id, chosen);
  };
  const cancel = () => {
    done();
    onCancel();
  };
  const make = () => {
    if (create.isPending) return;
    create.mutate({ name, reach }, { onSuccess: (reply) => choose(reply.result.id, name) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') make();
    else if (event.key === 'Escape') cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: FocusEvent) => {
    // It keeps the focus while another window is looked at, where the phone number may stand.
    if (document.activeElement === event.target) return;
    // Going back to the name may mean another customer after all.
    const next = event.relatedTarget;
    if (next === null || (next !== nameField.current && !box.current?.contains(next))) make();
  };
  return (
    <div className="reach" ref={box}>
      <TextField
        autoFocus={autoFocus}
        name="reach"
        label={t('document.reach', { name, tax_id: t(`tax_id.${usualTaxId(company.country)}`) })}
        optional
        placeholder={t('document.reach_hint')}
        value={reach}
        onChange={(text) => {
          if (create.error) create.reset();
          set({ reach: text });
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        warning={Object.values(errors)[0]}
      />
      {note}
      <KnownCustomers
        rows={known}
        onTake={(row) => choose(row.id, row.name)}
        onBlur={onBlur}
        onCancel={cancel}
      />
    </div>
  );
}
