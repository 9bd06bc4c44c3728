/** How much of the sale is invoiced at a milestone, and the draft or the invoice that was made for it. */
import { useHas } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge } from '@/design';
import type { BillingShare } from '@/host/generated';

export function MilestoneShares({ shares }: { shares: readonly BillingShare[] }) {
  const t = useT();
  const has = useHas()('finance');
  if (shares.length === 0) return '–';
  return shares.map((share) => (
    <span key={share.id} className="row flex-wrap gap-y-0">
      <bdi className="tn" title={share.name}>
        {t('parts.percent', { percent: share.percent })}
      </bdi>
      {share.badge ? <Badge value={share.badge} /> : null}
      {share.invoices.map(({ id, number, badge }) => {
        const name = number ? <bdi className="id">{number}</bdi> : t('parts.draft');
        return (
          <span key={id} className="row flex-wrap gap-y-0">
            {has ? <Link to={`/invoices/${id}`}>{name}</Link> : name}
            {number ? <Badge value={badge} /> : null}
          </span>
        );
      })}
    </span>
  ));
}
