/** What requests are about, and to whom they go. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Select } from '@/design';
import type { TicketCategory } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { SettingsHead } from '../settings/SettingsHead';
import { type NamedRow, NamedRows } from './NamedRows';
import { nobody, ownerSent } from './nobody';
import { PrioritySettings } from './PrioritySettings';

interface CategoryDraft extends NamedRow {
  owner: string;
}

const draftOf = (rows: readonly TicketCategory[]) => ({
  rows: rows.map(
    ({ id, name, owner_id }): CategoryDraft => ({ key: id, id, name, owner: owner_id ?? nobody }),
  ),
});

export default function CategorySettings() {
  const known = useRead('ticket_category.list', {}, { also: ['user'] }).data?.rows;
  return (
    <div className="page">
      <SettingsHead part="ticket_categories" />
      {known ? <CategoryForm known={known} /> : null}
    </div>
  );
}

function CategoryForm({ known }: { known: readonly TicketCategory[] }) {
  const t = useT();
  const owners = useOwners();
  const mayWrite = useMay()('settings.write');
  const save = useWrite('ticket_category.save');
  const { draft, set, saved, note } = useKeptEdits('ticket_categories', draftOf(known), {
    fixed: !mayWrite,
    lines: ['rows'],
  });
  const rows = draft.rows.map(({ id, name, owner }) => ({
    id,
    name,
    owner_id: ownerSent(owner) || undefined,
  }));
  return (
    <NamedRows
      part="ticket_categories"
      words={{
        name: t('ticket_category.name'),
        nameless: t('ticket_category.new'),
        add: t('ticket_category.add'),
        remove: (name) => t('ticket_category.remove', { name }),
      }}
      rows={draft.rows}
      set={set}
      blank={{ name: '', owner: nobody }}
      text={t('ticket_category.text')}
      mayWrite={mayWrite}
      error={save.error}
      note={note}
      onSubmit={() => save.mutate({ rows }, { onSuccess: saved })}
      className="category-line"
      after={<PrioritySettings />}
    >
      {(row, path, change) => (
        <Select
          name={`${path}.owner_id`}
          label={t('ticket_category.owner')}
          options={[{ id: nobody, text: t('ticket.nobody') }, ...owners]}
          value={row.owner}
          isDisabled={!mayWrite}
          onChange={(owner) => change({ owner })}
        />
      )}
    </NamedRows>
  );
}
