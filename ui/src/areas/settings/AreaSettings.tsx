/** What is switched on. Switching off hides; nothing is ever deleted by it. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import type { AreaState } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { manifests } from '..';
import { SettingsHead } from './SettingsHead';

const states: readonly AreaState[] = ['off', 'pilot', 'live'];

export default function AreaSettings() {
  const t = useT();
  const { areas } = useCompany();
  const mayWrite = useMay()('settings.write');
  const change = useWrite('area.switch');
  // An area without screens in this build has nothing to switch on.
  const built = areas.filter(({ area }) => manifests.some((one) => one.area === area));
  return (
    <div className="page">
      <SettingsHead part="areas" />
      <div className="settings">
        <p className="text-text-2">{t('settings.areas_note')}</p>
        <ul className="area-list">
          {built.map(({ area, state }) => (
            <li key={area} className="card">
              <b className="font-semibold">{t(`area.${area}`)}</b>
              <p className="text-xs text-text-2">{t(`area.${area}.text`)}</p>
              <ToggleButtonGroup
                className="seg self-start"
                aria-label={t(`area.${area}`)}
                selectionMode="single"
                disallowEmptySelection
                isDisabled={!mayWrite}
                selectedKeys={[state]}
                onSelectionChange={(keys) =>
                  change.mutate({ area, state: [...keys][0] as AreaState }, { onError: notifyError })
                }
              >
                {states.map((id) => (
                  <ToggleButton key={id} id={id}>
                    {t(`area.state.${id}`)}
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
