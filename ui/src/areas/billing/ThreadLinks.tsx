/** The other records of a document's thread, each one step away; nothing when it stands alone. */
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Fact, FactsSection } from '@/design';
import { useRead } from '@/host/queries';
import { usePlaceOf } from '../sales/places';

export function ThreadLinks({ id }: { id: string }) {
  const t = useT();
  const placeOf = usePlaceOf();
  const rows = useRead('document.thread', { id }, { also: ['deal'] }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <FactsSection title={t('document.thread')}>
      {rows.map((row) => {
        const place = placeOf(row.kind, row.id);
        const title = <bdi>{row.title}</bdi>;
        return (
          <Fact key={row.id} label={t.by(`kind.${row.kind}`)}>
            {place ? <Link to={place}>{title}</Link> : title}
          </Fact>
        );
      })}
    </FactsSection>
  );
}
