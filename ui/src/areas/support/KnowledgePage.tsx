/** All that is known about requests, found by its words and by what it is about. */
import { useT } from '@/app/i18n';
import { useAddress } from '@/app/router';
import { PageHead, Select } from '@/design';
import { ListSearch, textOf } from '@/design/DataGrid';
import { useCategories } from './categories';
import { KnownNotes } from './Knowledge';
import { nobody, ownerSent } from './nobody';

const readAddress = (raw: Record<string, unknown>) => ({
  q: textOf(raw.q),
  category: textOf(raw.category),
});

export default function KnowledgePage() {
  const t = useT();
  const [{ q, category }, setAddress] = useAddress(readAddress);
  const categories = useCategories() ?? [];
  const narrowed = q !== undefined || category !== undefined;
  return (
    <div className="page">
      <PageHead title={t('knowledge.title')}>
        <ListSearch label={t('knowledge.search')} value={q} onChange={(next) => setAddress({ q: next })} />
        <Select
          quiet
          label={t('ticket.category')}
          options={[{ id: nobody, text: t('knowledge.all') }, ...categories]}
          value={category ?? nobody}
          onChange={(chosen) => setAddress({ category: ownerSent(chosen) || undefined })}
        />
      </PageHead>
      <div className="page-body">
        <KnownNotes
          of={{ search: q, category_id: category }}
          category={category ?? nobody}
          none={narrowed ? t('knowledge.none_match') : undefined}
        />
      </div>
    </div>
  );
}
