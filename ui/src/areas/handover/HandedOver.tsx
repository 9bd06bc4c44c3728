/** What was sold, for those who deliver it: lines with quantities, what the customer expects, and the files. Amounts only for who may see them. */
import { useCompany, useHas, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Button, LinkRow, LinkRows, Money, Section, When } from '@/design';
import { formatDecimal } from '@/design/format';
import type { Attachment, HandoverScope, HandoverSold } from '@/host/generated';
import { useRead } from '@/host/queries';
import { openFile } from '../files/papers';
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
        {scope.sold.lines.length > 0 || scope.sold.accepted.length > 0 ? (
          <SoldLines sold={scope.sold} />
        ) : (
          <p className="text-text-3">{t('handover.nothing_sold')}</p>
        )}
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

function SoldLines({ sold }: { sold: HandoverSold }) {
  const t = useT();
  const { format } = useFormatLocale();
  const priced = sold.net !== null || sold.lines.some(({ net }) => net !== null);
  return (
    <table className="t compact" aria-label={t('handover.sold')}>
      <thead>
        <tr>
          <th scope="col">{t('handover.line')}</th>
          <th scope="col" className="num">
            {t('handover.quantity')}
          </th>
          {priced ? (
            <th scope="col" className="num">
              {t('handover.net')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {sold.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a sale are read only and may be alike.
          <tr key={at}>
            <td dir="auto">{line.description}</td>
            <td className="num">{formatDecimal(line.quantity, format)}</td>
            {priced ? <td className="num">{line.net ? <Money value={line.net} /> : null}</td> : null}
          </tr>
        ))}
        {sold.net ? (
          <tr className="hand-total">
            <td colSpan={2}>{t('handover.net')}</td>
            <td className="num">
              <Money value={sold.net} />
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
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
