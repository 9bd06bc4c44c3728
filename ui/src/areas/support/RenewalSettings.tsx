/** Of which contracts the next term is proposed by itself, and how long before the last day of notice. */
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { NumberField, Section, Select, wholeNumber } from '@/design';
import type { RenewalSetting, RenewalsAhead } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { SettingsForm } from '../settings/SettingsForm';

const choices: readonly RenewalsAhead[] = ['ending', 'all', 'none'];

export function RenewalSettings({ mayWrite }: { mayWrite: boolean }) {
  const setting = useRead('renewal_setting.get', {}).data;
  return setting ? <RenewalForm setting={setting} mayWrite={mayWrite} /> : null;
}

function RenewalForm({ setting, mayWrite }: { setting: RenewalSetting; mayWrite: boolean }) {
  const t = useT();
  const save = useWrite('renewal_setting.save');
  const live = { ahead: setting.ahead, days: String(setting.days) };
  const { draft, set, saved, note } = useKeptEdits('renewal_setting', live, { fixed: !mayWrite });
  return (
    <SettingsForm
      label={t('renewal.title')}
      error={save.error}
      mayWrite={mayWrite}
      note={note}
      onSubmit={() =>
        save.mutate(
          { version: setting.version, ahead: draft.ahead, days: wholeNumber(draft.days) ?? -1 },
          { onSuccess: saved },
        )
      }
    >
      <Section title={t('renewal.title')}>
        <p className="text-text-2">{t('renewal.text')}</p>
        <div className="form-2">
          <Select
            name="ahead"
            label={t('renewal.ahead')}
            isDisabled={!mayWrite}
            options={choices.map((id) => ({ id, text: t(`renewal.ahead.${id}`) }))}
            value={draft.ahead}
            onChange={(ahead) => set({ ahead: ahead as RenewalsAhead })}
          />
          {draft.ahead === 'none' ? null : (
            <NumberField
              name="days"
              label={t('renewal.days')}
              isDisabled={!mayWrite}
              value={draft.days}
              onChange={(days) => set({ days })}
            />
          )}
        </div>
      </Section>
    </SettingsForm>
  );
}
