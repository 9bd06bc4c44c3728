/** Country and name, with what the country decides beside them. */
import { localeOf, useFormatLocale, useT } from '@/app/i18n';
import { Select, TextField } from '@/design';
import { countryName, currencyName, formatDay, formatMoney } from '@/design/format';
import { type CountryCode, countries } from './countries';

export interface NewCompanyDraft {
  name: string;
  country: string;
  workflow: string;
}

interface CompanyFieldsProps {
  draft: NewCompanyDraft;
  set: (part: Partial<NewCompanyDraft>) => void;
}

export function useCountryOptions() {
  const t = useT();
  const { format } = useFormatLocale();
  return countries.map(({ code }) => ({
    id: code,
    text: code === 'ZZ' ? t('first.other_country') : countryName(code, format),
  }));
}

export function CompanyFields({ draft, set }: CompanyFieldsProps) {
  const t = useT();
  return (
    <>
      <h2 className="mt-6 font-semibold">{t('first.where')}</h2>
      <div className="first-grid">
        <div className="flex flex-col gap-3">
          <Select
            name="country"
            label={t('first.country')}
            options={useCountryOptions()}
            value={draft.country}
            onChange={(country) => set({ country })}
          />
          <TextField
            autoFocus
            name="name"
            label={t('first.company')}
            note={t('first.company_note')}
            value={draft.name}
            onChange={(name) => set({ name })}
          />
        </div>
        <WhatThisSets country={draft.country} />
      </div>
    </>
  );
}

/** A day with two digits and a month name that differs by language: enough to see how dates are written. */
const sampleDay = '2026-11-23';

function WhatThisSets({ country }: { country: string }) {
  const t = useT();
  const { format } = useFormatLocale();
  const preset = countries.find(({ code }) => code === country) ?? countries[0];
  const code: CountryCode = preset.code;
  const local = localeOf(preset.locale).format;
  const money = t('first.sets_money', {
    sample: formatMoney({ amount: preset.sample, currency: preset.currency }, local, { decimals: 'always' }),
    currency: currencyName(preset.currency, format),
  });
  const lines = [
    { id: 'money', label: t('first.money'), text: money },
    { id: 'tax', label: t('first.tax'), text: t(`country.${code}.tax`) },
    { id: 'year', label: t('first.year'), text: t(`country.${code}.year`) },
    { id: 'invoices', label: t('first.invoices'), text: t(`country.${code}.invoices`) },
    { id: 'dates', label: t('first.dates'), text: formatDay(sampleDay, local) },
  ];
  return (
    <section className="card first-sets" aria-live="polite" aria-label={t('first.sets')}>
      <div className="sec-h px-4">
        <h3 className="font-semibold">{t('first.sets')}</h3>
      </div>
      <dl>
        {lines.map((line) => (
          <div key={line.id} className="contents">
            <dt>{line.label}</dt>
            <dd>
              <bdi>{line.text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
