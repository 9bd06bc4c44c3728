/** Choices of the customer screens with their words. Which of them exist is the core's type; the order is ours. */
import type { Translate } from '@/app/i18n';
import type { Option } from '@/design';
import type { ContactRole, CustomerKind, TaxIdKind, TaxTreatment } from '@/host/generated';

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

/** Kinds of tax id that a firm in this country meets first. */
const usualTaxIds: Record<string, readonly TaxIdKind[]> = {
  IN: ['gstin', 'pan'],
  AE: ['trn'],
  FR: ['vat', 'siret', 'siren'],
  GB: ['vat'],
};
const taxIdKinds: readonly TaxIdKind[] = ['gstin', 'pan', 'trn', 'vat', 'siren', 'siret', 'other'];

export const kindOptions = (t: Translate): Option[] =>
  customerKinds.map((kind) => ({ id: kind, text: t(`customer.kind.${kind}`) }));

export const treatmentOptions = (t: Translate): Option[] =>
  treatments.map((treatment) => ({ id: treatment, text: t(`customer.treatment.${treatment}`) }));

export const languageOptions = (t: Translate): Option[] =>
  documentLanguages.map((language) => ({ id: language, text: t(`language.${language}`) }));

/** All kinds of tax id, those of the company's country first. */
export function taxIdOptions(country: string, t: Translate): Option[] {
  const usual = usualTaxIds[country] ?? ['other'];
  const rest = taxIdKinds.filter((kind) => !usual.includes(kind));
  return [...usual, ...rest].map((kind) => ({ id: kind, text: t(`tax_id.${kind}`) }));
}

export const usualTaxId = (country: string): TaxIdKind => usualTaxIds[country]?.[0] ?? 'other';

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

/** A payment term in words. */
export function termText(term: unknown, t: Translate): string {
  const { days, days_after_end_of_month, last_day_of_current_month, then_next_day_of_month, ...rest } =
    (term ?? {}) as Record<string, unknown>;
  if (last_day_of_current_month === true) return t('term.end_of_month');
  if (typeof days_after_end_of_month === 'number')
    return t('term.after_end_of_month', { days: days_after_end_of_month });
  if (typeof days === 'number' && typeof then_next_day_of_month === 'number') {
    return t('term.days_then_day', { days, day: then_next_day_of_month });
  }
  if (typeof days === 'number' && Object.keys(rest).length === 0) return t('term.days', { days });
  return t('term.other');
}

/** Terms to choose from; the one that stands is among them even when it is not usual. */
export function termOptions(t: Translate, standing?: unknown): Option[] {
  const all = terms.map((term) => ({ id: JSON.stringify(term), text: termText(term, t) }));
  const own = standing ? JSON.stringify(standing) : undefined;
  if (own !== undefined && all.every((option) => option.id !== own))
    all.unshift({ id: own, text: termText(standing, t) });
  return all;
}
