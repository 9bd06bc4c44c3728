/** The other records of a document's thread, each one step away. */
import { Fragment } from 'react';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Fact, FactsSection, Icon } from '@/design';
import { useRead } from '@/host/queries';
import { ThreadLink } from '../handover/ThreadLink';
import { usePlaceOf } from '../sales/places';

function useThread(id: string | undefined) {
  const read = useRead('document.thread', { id: id ?? '' }, { also: ['deal'], enabled: id !== undefined });
  return read.data?.rows ?? [];
}

/** Among the facts of a paper; nothing when it stands alone. */
export function ThreadLinks({ id, kind }: { id: string; kind: 'estimate' | 'invoice' | 'credit_note' }) {
  const t = useT();
  const placeOf = usePlaceOf();
  const rows = useThread(id);
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
      {rows.some(({ kind }) => kind === 'deal') ? <ThreadLink kind={kind} id={id} /> : null}
    </FactsSection>
  );
}

interface CrumbProps {
  customerId: string;
  customer: string;
  /** The paper, once it was saved. */
  id: string | undefined;
}

/** In the crumb of the editor, where there are no facts beside: the customer, then the thread. */
export function ThreadCrumb({ customerId, customer, id }: CrumbProps) {
  const t = useT();
  const placeOf = usePlaceOf();
  return (
    <>
      <Link to={`/customers/${customerId}`} className="cut">
        <span dir="auto">{customer}</span>
      </Link>
      {useThread(id).map((row) => {
        const place = placeOf(row.kind, row.id);
        const title = (
          <>
            {t.by(`kind.${row.kind}`)} <bdi>{row.title}</bdi>
          </>
        );
        return (
          <Fragment key={row.id}>
            <Icon name="chevron-right" size={12} />
            {place ? (
              <Link to={place} className="cut">
                {title}
              </Link>
            ) : (
              <span className="cut">{title}</span>
            )}
          </Fragment>
        );
      })}
    </>
  );
}
