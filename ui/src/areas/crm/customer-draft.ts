/** What the form of a new customer holds, and the request it becomes. */
import type {
  CustomerCreateRequest,
  CustomerDuplicatesRequest,
  CustomerKind,
  TaxIdKind,
  TaxTreatment,
} from '@/host/generated';
import { usualTaxId } from './words';

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
  country: string;
  /** Chosen for a customer abroad only. */
  treatment: TaxTreatment | '';
  term: string;
  currency: string;
  creditLimit: string;
  contactName: string;
  contactJob: string;
}

export const emptyDraft = (country: string): CustomerDraft => ({
  kind: 'organisation',
  name: '',
  scheme: usualTaxId(country),
  taxNumber: '',
  phone: '',
  email: '',
  street: '',
  city: '',
  postalCode: '',
  region: '',
  country,
  treatment: '',
  term: '',
  currency: '',
  creditLimit: '',
  contactName: '',
  contactJob: '',
});

const filled = (text: string) => text.trim() !== '';
const orAbsent = (text: string) => (filled(text) ? text : undefined);

/** Empty fields are left out: the core then fills them from the company's country, which is `home`. */
export function requestOf(draft: CustomerDraft, home: string): CustomerCreateRequest {
  const place = [draft.street, draft.city, draft.postalCode, draft.region];
  const isAbroad = draft.country !== home;
  const person = draft.kind === 'organisation' && (filled(draft.contactName) || filled(draft.contactJob));
  return {
    name: draft.name,
    kind: draft.kind,
    phone: orAbsent(draft.phone),
    email: orAbsent(draft.email),
    payment_term: filled(draft.term) ? (JSON.parse(draft.term) as unknown) : undefined,
    currency: orAbsent(draft.currency),
    credit_limit: orAbsent(draft.creditLimit),
    tax_treatment: (isAbroad && draft.treatment) || undefined,
    tax_ids: filled(draft.taxNumber) ? [{ scheme: draft.scheme, number: draft.taxNumber }] : undefined,
    // Where a customer is abroad counts even while nothing else is known of the place.
    addresses:
      isAbroad || place.some(filled)
        ? [
            {
              street: draft.street,
              city: draft.city,
              postal_code: draft.postalCode,
              region: draft.region,
              country: isAbroad ? draft.country : undefined,
            },
          ]
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
