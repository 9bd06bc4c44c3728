/** The company itself: its name and how this window writes. */
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Fact, Select, TextField } from '@/design';
import { countryName, currencyName } from '@/design/format';
import type { Company, Paper } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { languageOptions } from '../crm/words';
import { SettingsForm } from './SettingsForm';
import { SettingsHead } from './SettingsHead';
import { writingOptions } from './writings';

export default function CompanySettings() {
  const { company } = useCompany();
  return (
    <div className="page">
      <SettingsHead part="company" />
      <CompanyForm company={company} />
    </div>
  );
}

const papers: readonly Paper[] = ['a4', 'letter'];

function CompanyForm({ company }: { company: Company }) {
  const t = useT();
  const { format } = useFormatLocale();
  const mayWrite = useMay()('settings.write');
  const update = useWrite('company.update');
  const { draft, set, changed, saved, note } = useKeptEdits(
    'company',
    {
      name: company.name,
      language: company.language,
      locale: company.locale,
      paper: company.paper as Paper,
    },
    { fixed: !mayWrite },
  );
  return (
    <div className="settings">
      <SettingsForm
        label={t('settings.company')}
        error={update.error}
        onSubmit={() => update.mutate({ version: company.version, ...changed }, { onSuccess: saved })}
        mayWrite={mayWrite}
        note={note}
      >
        <div className="form-2">
          <TextField
            name="name"
            label={t('first.company')}
            value={draft.name}
            onChange={(name) => set({ name })}
            isReadOnly={!mayWrite}
          />
          <Select
            name="locale"
            label={t('settings.locale')}
            options={writingOptions(company.locale, format)}
            value={draft.locale}
            onChange={(locale) => set({ locale })}
            isDisabled={!mayWrite}
          />
          <Select
            name="language"
            label={t('settings.language')}
            note={t('settings.language_note')}
            options={languageOptions(t)}
            value={draft.language}
            onChange={(language) => set({ language })}
            isDisabled={!mayWrite}
          />
          <Select
            name="paper"
            label={t('settings.paper')}
            options={papers.map((id) => ({ id, text: t(`settings.paper.${id}`) }))}
            value={draft.paper}
            onChange={(paper) => set({ paper: paper as Paper })}
            isDisabled={!mayWrite}
          />
        </div>
        <div>
          <Fact label={t('first.country')}>
            {company.country === 'ZZ' ? t('first.other_country') : countryName(company.country, format)}
          </Fact>
          <Fact label={t('document.currency')}>{currencyName(company.home_currency, format)}</Fact>
        </div>
      </SettingsForm>
    </div>
  );
}
