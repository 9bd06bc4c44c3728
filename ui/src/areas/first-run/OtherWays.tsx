/** The two other ways to start: the sample firm, and a file that is already there. */
import { useT } from '@/app/i18n';
import { Button, Icon, Select } from '@/design';
import type { RecentFile } from '@/host';
import { useCountryOptions } from './CompanyFields';

/** Countries that have a sample firm. */
const demoCountries = ['IN', 'AE', 'FR'];

/** The country itself when it has a sample firm, otherwise the first that has. */
export const demoCountry = (country: string): string => (demoCountries.includes(country) ? country : 'IN');

export function DemoFields({
  country,
  onCountry,
}: {
  country: string;
  onCountry: (country: string) => void;
}) {
  const t = useT();
  const options = useCountryOptions().filter(({ id }) => demoCountries.includes(id));
  return (
    <>
      <h2 className="mt-6 font-semibold">{t('first.which_demo')}</h2>
      <div className="first-grid">
        <Select
          name="country"
          label={t('first.country')}
          options={options}
          value={demoCountry(country)}
          onChange={onCountry}
        />
        <p className="text-text-2">{t('first.demo_note')}</p>
      </div>
    </>
  );
}

export function OpenFile({
  recent,
  onOpen,
  onRestore,
}: {
  recent: readonly RecentFile[];
  onOpen: (path: string) => void;
  onRestore: () => void;
}) {
  const t = useT();
  return (
    <>
      {recent.length === 0 ? (
        <p className="mt-6 text-text-2">{t('first.open_note')}</p>
      ) : (
        <RecentFiles recent={recent} onOpen={onOpen} />
      )}
      <p className="mt-5 mb-2 text-text-2">{t('first.restore_text')}</p>
      <Button icon="history" onPress={onRestore}>
        {t('first.restore')}
      </Button>
    </>
  );
}

function RecentFiles({ recent, onOpen }: { recent: readonly RecentFile[]; onOpen: (path: string) => void }) {
  const t = useT();
  return (
    <>
      <h2 className="mt-6 mb-3 font-semibold">{t('first.recent')}</h2>
      <ul className="card recent">
        {recent.map((file) => (
          <li key={file.path}>
            <button type="button" disabled={file.missing} onClick={() => onOpen(file.path)}>
              <Icon name="file-text" />
              <span className="grow">
                <span className="font-medium">{file.name}</span>{' '}
                {file.missing ? <span className="text-text-3">{t('first.missing')}</span> : null}
                <span className="cut block text-xs text-text-3">
                  <bdi className="id">{file.path}</bdi>
                </span>
              </span>
              <Icon name="chevron-right" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
