/** What requests are about, and to whom they go. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Button, IconButton, Reorder, Section, Select, TextField } from '@/design';
import type { TicketCategory } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { SettingsForm } from '../settings/SettingsForm';
import { SettingsHead } from '../settings/SettingsHead';
import { nobody, ownerSent } from './nobody';

interface CategoryDraft {
  key: string;
  id?: string;
  name: string;
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
  const mayWrite = useMay()('settings.write');
  const owners = useOwners();
  const save = useWrite('ticket_category.save');
  const { draft, set, saved, note } = useKeptEdits('ticket_categories', draftOf(known), {
    fixed: !mayWrite,
    lines: ['rows'],
  });
  const { rows } = draft;
  const change = (key: string, part: Partial<CategoryDraft>) =>
    set({ rows: rows.map((row) => (row.key === key ? { ...row, ...part } : row)) });
  return (
    <div className="settings">
      <SettingsForm
        label={t('settings.ticket_categories')}
        error={save.error}
        mayWrite={mayWrite}
        note={note}
        onSubmit={() =>
          save.mutate(
            {
              rows: rows.map(({ id, name, owner }) => ({
                id,
                name,
                owner_id: ownerSent(owner) || undefined,
              })),
            },
            { onSuccess: saved },
          )
        }
      >
        <Section title={t('settings.ticket_categories')}>
          <p className="text-text-2">{t('ticket_category.text')}</p>
          <Reorder
            label={t('settings.ticket_categories')}
            items={rows}
            keyOf={({ key }) => key}
            nameOf={({ name }) => name || t('ticket_category.new')}
            onChange={(next) => set({ rows: next })}
          >
            {(row, index) => (
              <div className="category-line">
                <TextField
                  name={`rows[${index}].name`}
                  label={t('ticket_category.name')}
                  value={row.name}
                  isDisabled={!mayWrite}
                  onChange={(name) => change(row.key, { name })}
                />
                <Select
                  name={`rows[${index}].owner_id`}
                  label={t('ticket_category.owner')}
                  options={[{ id: nobody, text: t('ticket.nobody') }, ...owners]}
                  value={row.owner}
                  isDisabled={!mayWrite}
                  onChange={(owner) => change(row.key, { owner })}
                />
                {mayWrite ? (
                  <IconButton
                    icon="x"
                    label={t('ticket_category.remove', { name: row.name || t('ticket_category.new') })}
                    onPress={() => set({ rows: rows.filter(({ key }) => key !== row.key) })}
                  />
                ) : null}
              </div>
            )}
          </Reorder>
          {mayWrite ? (
            <Button
              kind="ghost"
              icon="plus"
              onPress={() => set({ rows: [...rows, { key: crypto.randomUUID(), name: '', owner: nobody }] })}
            >
              {t('ticket_category.add')}
            </Button>
          ) : null}
        </Section>
      </SettingsForm>
    </div>
  );
}
