/** Where the page of a record is. */
const folders: Record<string, string> = {
  customer: '/customers',
  lead: '/leads',
  deal: '/deals',
  estimate: '/estimates',
  invoice: '/invoices',
  credit_note: '/invoices',
  payment: '/payments',
};

/** The address of a record, or nothing when its kind has no page. */
export const placeOf = (kind: string | null, id: string | null): string | undefined => {
  const folder = kind === null ? undefined : folders[kind];
  return folder && id ? `${folder}/${id}` : undefined;
};
