/** All that is known about requests, found by its words and by what it is about. */
import { useT } from '@/app/i18n';
import { useAddress } from '@/app/router';
import { Button, PageHead, Select } from '@/design';
import { ListSearch, textOf } from '@/design/DataGrid';
import { useCategories } from './categories';
import { KnownNotes, useNewNote } from './Knowledge';
import { nobody, ownerSent } from './nobody';

const readAddress = (raw: Record<string, unknown>) => ({
  q: textOf(raw.q),
  category: textOf(raw.category),
});

export default function KnowledgePage() {
  const t = useT();
  const [{ q, category }, setAddress] = useAddress(readAddress);
  const categories = useCategories() ?? [];
  const note = useNewNote(category ?? nobody);
  const narrowed = q !== undefined || category !== undefined;
  return (
    <div className="page">
      <PageHead title={t('knowledge.title')}>
        <ListSearch label={t('knowledge.search')} value={q} onChange={(next) => setAddress({ q: next })} />
        <div className="known-category">
          <Select
            quiet
            label={t('ticket.category')}
            options={[{ id: nobody, text: t('knowledge.all') }, ...categories]}
            value={category ?? nobody}
            onChange={(chosen) => setAddress({ category: ownerSent(chosen) || undefined })}
          />
        </div>
        {note.begin ? (
          <Button kind="primary" icon="plus" onPress={note.begin}>
            {t('knowledge.new')}
          </Button>
        ) : null}
      </PageHead>
      <div className="page-body">
        <KnownNotes
          of={{ search: q, category_id: category }}
          title={t('knowledge.notes')}
          none={narrowed ? t('knowledge.none_match') : undefined}
        />
      </div>
      {note.dialog}
    </div>
  );
}
