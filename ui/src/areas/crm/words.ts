/** Choices of the customer screens with their words. Which of them exist is the core's type; the order is ours. */
import type { Translate } from '@/app/i18n';
import type { Option } from '@/design';
import type { ContactRole, CustomerKind, Duplicate, TaxIdKind, TaxTreatment } from '@/host/generated';

export const customerKinds: readonly CustomerKind[] = ['organisation', 'person'];
export const contactRoles: readonly ContactRole[] = ['decision_maker', 'billing', 'technical', 'site'];
const treatments: readonly TaxTreatment[] = [
  'registered',
  'composition',
  'unregistered',
  'sez',
  'export',
  'reverse_charge',
  'exempt',
];
const documentLanguages = ['en', 'fr', 'ar', 'hi'] as const;

/** Kinds of tax id that a firm in such a country has. */
const usualTaxIds: Record<string, readonly TaxIdKind[]> = {
  IN: ['gstin', 'pan'],
  AE: ['trn'],
  FR: ['vat', 'siret', 'siren'],
  GB: ['vat'],
};
/** The other members of the European Union: all of them know a firm by its VAT number. */
const unionCountries = 'AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(
  ' ',
);
const taxIdKinds: readonly TaxIdKind[] = ['gstin', 'pan', 'trn', 'vat', 'siren', 'siret', 'other'];

export const kindOptions = (t: Translate): Option[] =>
  customerKinds.map((kind) => ({ id: kind, text: t(`customer.kind.${kind}`) }));

export const treatmentOptions = (t: Translate): Option[] =>
  treatments.map((treatment) => ({ id: treatment, text: t(`customer.treatment.${treatment}`) }));

export const languageOptions = (t: Translate): Option[] =>
  documentLanguages.map((language) => ({ id: language, text: t(`language.${language}`) }));

const taxIdsIn = (country: string): readonly TaxIdKind[] =>
  usualTaxIds[country] ?? (unionCountries.includes(country) ? ['vat'] : ['other']);

/** All kinds of tax id, those of the country first. */
export function taxIdOptions(country: string, t: Translate): Option[] {
  const usual = taxIdsIn(country);
  const rest = taxIdKinds.filter((kind) => !usual.includes(kind));
  return [...usual, ...rest].map((kind) => ({ id: kind, text: t(`tax_id.${kind}`) }));
}

export const usualTaxId = (country: string): TaxIdKind => taxIdsIn(country)[0] ?? 'other';

/** With whom a customer is that may be the one being typed and that the user may not open. */
export const heldText = ({ name, held_by }: Duplicate, t: Translate): string =>
  t(name ? 'duplicates.held' : 'duplicates.held_unnamed', { name, owner: held_by || t('ticket.nobody') });

/** Why a customer may be the one being typed. */
export const reasonsText = ({ reasons }: Duplicate, t: Translate): string =>
  reasons
    .filter(t.has)
    .map((reason) => t.by(reason))
    .join(', ');

/** Payment terms on offer, as the core takes them. */
const terms: readonly object[] = [
  { days: 0 },
  { days: 7 },
  { days: 15 },
  { days: 30 },
  { days: 45 },
  { days: 60 },
  { days: 90 },
  { last_day_of_current_month: true },
  { days_after_end_of_month: 15 },
  { days_after_end_of_month: 30 },
];

/** What a payment term is written with; the core knows which of them go together. */
interface TermParts {
  days?: number;
  days_after_end_of_month?: number;
  then_next_day_of_month?: number;
  then_end_of_month_on_day?: number;
  last_day_of_current_month?: boolean;
  first_day_of_next_month?: boolean;
  next_day_of_month?: number;
}

/** A payment term in words. */
export function termText(term: unknown, t: Translate): string {
  const parts = (term ?? {}) as TermParts;
  const { days, days_after_end_of_month: after, next_day_of_month: next } = parts;
  const { then_next_day_of_month: thenNext, then_end_of_month_on_day: thenEnd } = parts;
  if (parts.last_day_of_current_month) return t('term.end_of_month');
  if (parts.first_day_of_next_month) return t('term.start_of_month');
  if (next !== undefined) return t('term.next_day', { day: next });
  if (after !== undefined) return t('term.after_end_of_month', { days: after });
  if (days === undefined) return t('term.other');
  if (thenNext !== undefined) return t('term.days_then_day', { days, day: thenNext });
  if (thenEnd === 0) return t('term.days_to_end_of_month', { days });
  if (thenEnd !== undefined) return t('term.days_end_of_month_day', { days, day: thenEnd });
  return t('term.days', { days });
}

/** Terms to choose from; the one that stands is among them even when it is not usual. */
export function termOptions(t: Translate, standing?: unknown): Option[] {
  const all = terms.map((term) => ({ id: JSON.stringify(term), text: termText(term, t) }));
  const own = standing ? JSON.stringify(standing) : undefined;
  if (own !== undefined && all.every((option) => option.id !== own))
    all.unshift({ id: own, text: termText(standing, t) });
  return all;
}
