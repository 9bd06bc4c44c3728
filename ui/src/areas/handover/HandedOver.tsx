/** What was sold, for those who deliver it: lines with quantities, what the customer expects, and the files. Amounts only for who may see them. */
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Button, LinkRow, LinkRows, Section, When } from '@/design';
import type { Attachment, HandoverScope } from '@/host/generated';
import { useRead } from '@/host/queries';
import { openFile } from '../files/papers';
import { SoldLines } from './SoldLines';
import './handover.css';

export function HandedOver({ dealId }: { dealId: string }) {
  const t = useT();
  const mayRead = useMay()('handover.read');
  const scope = useRead(
    'handover.scope',
    { deal_id: dealId },
    { also: ['deal', 'document', 'attachment', 'billing_plan'], enabled: mayRead },
  ).data;
  if (!scope) return null;
  return (
    <>
      <Section title={t('handover.sold')}>
        <SoldLines sold={scope.sold} />
        <Accepted scope={scope} />
      </Section>
      {scope.expectations ? (
        <Section title={t('handover.expectations')}>
          <p className="hand-quote">
            <bdi>{scope.expectations}</bdi>
          </p>
        </Section>
      ) : null}
      {scope.files.length > 0 ? <Files files={scope.files} /> : null}
    </>
  );
}

/** Who said yes to what, and the order number of the customer. */
function Accepted({ scope }: { scope: HandoverScope }) {
  const t = useT();
  const { today } = useCompany();
  const may = useMay();
  const opens = useHas()('sales') && may('estimate.read');
  return (
    <>
      {scope.sold.accepted.map((one) => (
        <p key={one.estimate_id} className="text-xs text-text-3">
          {opens ? (
            <Link to={`/estimates/${one.estimate_id}`}>
              <bdi className="id">{one.code}</bdi>
            </Link>
          ) : (
            <bdi className="id">{one.code}</bdi>
          )}{' '}
          {t('handover.version', { no: one.version_no })} · {t('handover.accepted_by', { who: one.said_by })}{' '}
          <When day={one.date} style="short" today={today} />
        </p>
      ))}
      {scope.order_no ? (
        <p className="text-xs text-text-3">{t('handover.order', { no: scope.order_no })}</p>
      ) : null}
    </>
  );
}

function Files({ files }: { files: readonly Attachment[] }) {
  const t = useT();
  return (
    <Section title={t('handover.files')} count={files.length}>
      <LinkRows label={t('handover.files')}>
        {files.map((file) => (
          <LinkRow
            key={file.id}
            icon="file-text"
            title={file.name}
            end={
              <Button
                size="sm"
                icon="external-link"
                aria-label={t('files.open', { name: file.name })}
                onPress={() => void openFile(file.id)}
              >
                {t('action.open')}
              </Button>
            }
          />
        ))}
      </LinkRows>
    </Section>
  );
}
