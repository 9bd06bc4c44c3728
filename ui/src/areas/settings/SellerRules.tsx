/** What a branch sells under: its country fills it in, and each of it can be put right. What stands on papers stays with them. */
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Callout, DateField, Fact, type Option, Select, Suggest, TextField } from '@/design';
import { formatDay, formatMoney, timeZones } from '@/design/format';
import type { Branch, Country, TaxRounding, ZeroRating } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { termOptions } from '../crm/words';
import { useCountryOptions } from '../first-run/CompanyFields';
import { SettingsForm } from './SettingsForm';

/** Days on which fiscal years begin: each first of a month, and that of the United Kingdom. */
const yearStarts = [
  ...Array.from({ length: 12 }, (_, month) => `${String(month + 1).padStart(2, '0')}-01`),
  '04-06',
].sort();

/** What totals are rounded to where cash is paid. */
const coins = ['0.05', '0.1', '0.5', '1', '5', '10', '100'];

const roundings: readonly TaxRounding[] = ['per_line', 'per_rate'];

const zeroRatings: readonly ZeroRating[] = ['undertaking', 'payment'];

const zonesShown = 20;

async function findZones(typed: string): Promise<Option[]> {
  const words = typed.toLowerCase().replaceAll(' ', '_');
  const found = timeZones().filter((zone) => zone.toLowerCase().includes(words));
  return found.slice(0, zonesShown).map((zone) => ({ id: zone, text: zone }));
}

const standing = (branch: Branch) => ({
  country: branch.country,
  currency: branch.currency,
  fiscal_year_start: branch.fiscal_year_start,
  time_zone: branch.time_zone,
  tax_rounding: branch.tax_rounding,
  zero_rating: branch.zero_rating as string,
  round_to: branch.round_to,
  filed_until: branch.filed_until,
  payment_term: JSON.stringify(branch.payment_term),
});

interface SellerRulesProps {
  branch: Branch;
  /** New customers get the term of the first branch. */
  isFirst: boolean;
}

export function SellerRules({ branch, isFirst }: SellerRulesProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const { today } = useCompany();
  const mayWrite = useMay()('settings.write');
  const update = useWrite('branch.update');
  const { has_papers } = branch;
  const isFixed = !mayWrite || has_papers;
  const { draft, set, changed, saved, note } = useKeptEdits(`branch.rules.${branch.id}`, standing(branch), {
    fixed: !mayWrite || { country: has_papers, currency: has_papers, fiscal_year_start: has_papers },
  });
  const save = () => {
    const { country, tax_rounding, zero_rating, payment_term, ...texts } = changed;
    const rules = {
      ...texts,
      country: country as Country | undefined,
      tax_rounding: tax_rounding as TaxRounding | undefined,
      zero_rating: zero_rating as ZeroRating | undefined,
      payment_term: payment_term === undefined ? undefined : JSON.parse(payment_term),
    };
    update.mutate({ id: branch.id, version: branch.version, set: {}, rules }, { onSuccess: saved });
  };
  const day = (start: string) => formatDay(`2027-${start}`, format, 'yearly');
  const coin = (amount: string) => formatMoney({ amount, currency: branch.currency }, format);
  return (
    <SettingsForm
      label={t('branch.rules')}
      error={update.error}
      onSubmit={save}
      mayWrite={mayWrite}
      note={note}
    >
      <fieldset>
        <legend>{t('branch.rules')}</legend>
        {has_papers ? (
          <div className="mb-3">
            <Callout tone="info">{t('branch.rules_stay')}</Callout>
          </div>
        ) : null}
        <div className="form-2">
          <Select
            name="rules.country"
            label={t('first.country')}
            options={useCountryOptions()}
            value={draft.country}
            onChange={(country) => set({ country })}
            isDisabled={isFixed}
          />
          <TextField
            name="rules.currency"
            label={t('document.currency')}
            machine
            value={draft.currency}
            onChange={(currency) => set({ currency })}
            isReadOnly={isFixed}
          />
          <Select
            name="rules.fiscal_year_start"
            label={t('branch.fiscal_year_start')}
            options={yearStarts.map((start) => ({ id: start, text: day(start) }))}
            value={draft.fiscal_year_start}
            onChange={(fiscal_year_start) => set({ fiscal_year_start })}
            isDisabled={isFixed}
          />
          {mayWrite ? (
            <Suggest
              name="rules.time_zone"
              label={t('branch.time_zone')}
              source="time_zone"
              value={draft.time_zone}
              onChange={(time_zone) => set({ time_zone })}
              find={findZones}
              onPick={({ id }) => set({ time_zone: id })}
            />
          ) : (
            <Fact label={t('branch.time_zone')}>{draft.time_zone}</Fact>
          )}
          <Select
            name="rules.tax_rounding"
            label={t('branch.tax_rounding')}
            options={roundings.map((id) => ({ id, text: t(`branch.tax_rounding.${id}`) }))}
            value={draft.tax_rounding}
            onChange={(tax_rounding) => set({ tax_rounding })}
            isDisabled={!mayWrite}
          />
          {draft.country === 'IN' ? (
            <Select
              name="rules.zero_rating"
              label={t('branch.zero_rating')}
              options={zeroRatings.map((id) => ({ id, text: t(`branch.zero_rating.${id}`) }))}
              value={draft.zero_rating}
              onChange={(zero_rating) => set({ zero_rating })}
              isDisabled={!mayWrite}
            />
          ) : null}
          <Select
            name="rules.round_to"
            label={t('branch.round_to')}
            options={[
              { id: '', text: t('branch.round_to.none') },
              ...coins.map((amount) => ({ id: amount, text: coin(amount) })),
            ]}
            value={draft.round_to}
            onChange={(round_to) => set({ round_to })}
            isDisabled={!mayWrite}
          />
          <DateField
            name="rules.filed_until"
            label={t('branch.filed_until')}
            note={t('branch.filed_until_note')}
            optional
            past
            today={today}
            value={draft.filed_until}
            onChange={(filed_until) => set({ filed_until })}
            isReadOnly={!mayWrite}
          />
          {isFirst ? (
            <Select
              name="rules.payment_term"
              label={t('branch.payment_term')}
              options={termOptions(t, branch.payment_term)}
              value={draft.payment_term}
              onChange={(payment_term) => set({ payment_term })}
              isDisabled={!mayWrite}
            />
          ) : null}
        </div>
      </fieldset>
    </SettingsForm>
  );
}
