/** What the form of a new customer holds, and the request it becomes. */
import type {
  CustomerCreateRequest,
  CustomerDuplicatesRequest,
  CustomerKind,
  TaxIdKind,
} from '@/host/generated';

export interface CustomerDraft {
  kind: CustomerKind;
  name: string;
  scheme: TaxIdKind;
  taxNumber: string;
  phone: string;
  email: string;
  street: string;
  city: string;
  postalCode: string;
  region: string;
  term: string;
  creditLimit: string;
  contactName: string;
  contactJob: string;
}

export const emptyDraft = (scheme: TaxIdKind): CustomerDraft => ({
  kind: 'organisation',
  name: '',
  scheme,
  taxNumber: '',
  phone: '',
  email: '',
  street: '',
  city: '',
  postalCode: '',
  region: '',
  term: '',
  creditLimit: '',
  contactName: '',
  contactJob: '',
});

const filled = (text: string) => text.trim() !== '';
const orAbsent = (text: string) => (filled(text) ? text : undefined);

/** Empty fields are left out: the core then fills them from the company's country. */
export function requestOf(draft: CustomerDraft): CustomerCreateRequest {
  const place = [draft.street, draft.city, draft.postalCode, draft.region];
  const person = draft.kind === 'organisation' && (filled(draft.contactName) || filled(draft.contactJob));
  return {
    name: draft.name,
    kind: draft.kind,
    phone: orAbsent(draft.phone),
    email: orAbsent(draft.email),
    payment_term: filled(draft.term) ? (JSON.parse(draft.term) as unknown) : undefined,
    credit_limit: orAbsent(draft.creditLimit),
    tax_ids: filled(draft.taxNumber) ? [{ scheme: draft.scheme, number: draft.taxNumber }] : undefined,
    addresses: place.some(filled)
      ? [{ street: draft.street, city: draft.city, postal_code: draft.postalCode, region: draft.region }]
      : undefined,
    contacts: person ? [{ name: draft.contactName, job: draft.contactJob }] : undefined,
  };
}

/** What the duplicate guard looks at; `null` while there is too little to go on. */
export function guardOf(draft: CustomerDraft): CustomerDuplicatesRequest | null {
  const enough =
    draft.name.trim().length >= 3 || filled(draft.phone) || filled(draft.email) || filled(draft.taxNumber);
  if (!enough) return null;
  return {
    name: orAbsent(draft.name),
    kind: draft.kind,
    tax_id: orAbsent(draft.taxNumber),
    phone: orAbsent(draft.phone),
    email: orAbsent(draft.email),
    street: orAbsent(draft.street),
    city: orAbsent(draft.city),
    postal_code: orAbsent(draft.postalCode),
  };
}
