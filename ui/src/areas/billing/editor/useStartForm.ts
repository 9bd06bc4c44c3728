/** What a new document starts with: nothing, a customer, or what a deal knows; nothing is typed twice. */
import { useAddress } from '@/app/router';
import type { DraftKind } from '@/host/generated';
import { useRead } from '@/host/queries';
import { type DocumentForm, emptyForm, formOf } from './document-form';

const word = (value: unknown) => (typeof value === 'string' ? value : '');
const readAddress = (raw: Record<string, unknown>) => ({
  customer: word(raw.customer),
  deal: word(raw.deal),
});

export interface Start {
  form: DocumentForm;
  /** Tells what is typed for a deal or customer from what is typed for nobody yet. */
  suffix: string;
}

/** The start; undefined while the core is asked. What cannot be read any more starts blank. */
export function useStartForm(kind: DraftKind): Start | undefined {
  const [{ customer, deal }] = useAddress(readAddress);
  const draft = useRead(
    'billing_plan.draft',
    { deal_id: deal, kind },
    { enabled: deal !== '', also: ['deal', 'document', 'customer', 'item', 'tax_class'] },
  );
  const customerId = draft.data?.customer_id ?? customer;
  const known = useRead('customer.get', { id: customerId }, { enabled: customerId !== '' });
  if ((deal !== '' && draft.isPending) || (customerId !== '' && known.isPending)) return undefined;
  const name = known.data?.name ?? '';
  return {
    form: draft.data ? formOf(draft.data, name) : emptyForm(known.data ? customerId : '', name),
    suffix: deal || customer ? `.${deal || customer}` : '',
  };
}
