/** By which template an item is delivered: the handover of a sale makes a project of it. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Section, Select } from '@/design';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

const none = 'none';

export function ItemTemplate({ itemId }: { itemId: string }) {
  const t = useT();
  const may = useMay();
  const known = useRead('project_template.of_item', { item_id: itemId }, { also: ['item', 'project'] }).data;
  const templates = useRead(
    'project_template.list',
    {},
    { also: ['project', 'task', 'item'], enabled: may('project.read') },
  ).data?.rows;
  const choose = useWrite('project_template.name_for_item');
  if (!known) return null;
  const { template_id: id, name } = known;
  // Who may not see the templates still learns the name of this one.
  const options = templates ?? (id ? [{ id, name }] : []);
  return (
    <Section title={t('item_template.title')}>
      <div className="settings-form">
        <p className="text-text-2">{t('item_template.text')}</p>
        <Select
          label={t('kind.project_template')}
          isDisabled={!may('item.write') || !templates}
          options={[
            { id: none, text: t('project.blank') },
            ...options.map((one) => ({ id: one.id, text: one.name })),
          ]}
          value={id ?? none}
          onChange={(chosen) =>
            choose.mutate(
              { item_id: itemId, template_id: chosen === none ? undefined : chosen },
              { onError: notifyError },
            )
          }
        />
        {id && templates ? (
          <p>
            <Link to={`/projects/templates/${id}`} className="link">
              {t('item_template.open')}
            </Link>
          </p>
        ) : null}
        {templates?.length === 0 ? <p className="text-text-3">{t('template.none')}</p> : null}
      </div>
    </Section>
  );
}
