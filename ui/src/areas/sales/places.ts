/** Where records open, and whether the area that has their pages is switched on. */
import { useHas } from '@/app/company';
import type { ActivityRow } from '@/host/generated';

/** Where the page of a record is, and the area that has it; what has none is in every company. */
const places: Record<string, { folder: string; area?: 'sales' | 'finance' | 'delivery' | 'support' }> = {
  customer: { folder: '/customers' },
  lead: { folder: '/leads', area: 'sales' },
  deal: { folder: '/deals', area: 'sales' },
  estimate: { folder: '/estimates', area: 'sales' },
  invoice: { folder: '/invoices', area: 'finance' },
  credit_note: { folder: '/invoices', area: 'finance' },
  recurring_invoice: { folder: '/recurring-invoices', area: 'finance' },
  payment: { folder: '/payments', area: 'finance' },
  ticket: { folder: '/tickets', area: 'support' },
  contract: { folder: '/contracts', area: 'support' },
  entitlement: { folder: '/entitlements', area: 'support' },
  project: { folder: '/projects', area: 'delivery' },
  task: { folder: '/tasks', area: 'delivery' },
  item: { folder: '/catalogue/items' },
};

/** Whether a kind of record has pages here: the area that has them is switched on. */
export function useHasKind(): (kind: string) => boolean {
  const has = useHas();
  return (kind) => {
    const area = places[kind]?.area;
    return area === undefined || has(area);
  };
}

/** The address of a record, or nothing when its kind has no page here. */
export function usePlaceOf(): (kind: string | null, id: string | null) => string | undefined {
  const hasKind = useHasKind();
  return (kind, id) => {
    const folder = kind !== null && hasKind(kind) ? places[kind]?.folder : undefined;
    return folder && id ? `${folder}/${id}` : undefined;
  };
}

/** The address of what an activity is about. A person is found on the page of the customer. */
export function usePlaceOfActivity(): (row: ActivityRow) => string | undefined {
  const placeOf = usePlaceOf();
  return (row) =>
    row.record_kind === 'contact'
      ? placeOf('customer', row.customer_id)
      : placeOf(row.record_kind, row.record_id);
}
