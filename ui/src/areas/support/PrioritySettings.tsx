/** To whom requests go by how urgent they are. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Section, Select } from '@/design';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { useOwners } from '../crm/owners';
import { nobody, ownerSent } from './nobody';
import { priorities } from './words';

export function PrioritySettings() {
  const t = useT();
  const owners = useOwners();
  const mayWrite = useMay()('settings.write');
  const save = useWrite('ticket_priority.save');
  const rows = useRead('ticket_priority.list', {}, { also: ['user', 'ticket_category'] }).data?.rows;
  if (!rows) return null;
  return (
    <div className="settings-block">
      <Section title={t('ticket_priority.title')}>
        <p className="text-text-2">{t('ticket_priority.text')}</p>
        <div className="form-2">
          {priorities.map((priority) => (
            <Select
              key={priority}
              label={t(`ticket.priority.${priority}`)}
              isDisabled={!mayWrite}
              options={[{ id: nobody, text: t('ticket_priority.by_category') }, ...owners]}
              value={rows.find((row) => row.priority === priority)?.owner_id ?? nobody}
              onChange={(owner) =>
                save.mutate({ rows: [{ priority, owner_id: ownerSent(owner) }] }, { onError: notifyError })
              }
            />
          ))}
        </div>
      </Section>
    </div>
  );
}
