/** The other records of a document's thread, each one step away; nothing when it stands alone. */
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Fact, FactsSection } from '@/design';
import { useRead } from '@/host/queries';

const places: Record<string, string> = {
  deal: '/deals',
  estimate: '/estimates',
  invoice: '/invoices',
  credit_note: '/invoices',
};

export function ThreadLinks({ id }: { id: string }) {
  const t = useT();
  const rows = useRead('document.thread', { id }, { also: ['deal'] }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <FactsSection title={t('document.thread')}>
      {rows.map((row) => (
        <Fact key={row.id} label={t.by(`kind.${row.kind}`)}>
          <Link to={`${places[row.kind] ?? ''}/${row.id}`}>
            <bdi>{row.title}</bdi>
          </Link>
        </Fact>
      ))}
    </FactsSection>
  );
}
