/** What was bought and what is left of it: a name, a bar, and the figures in words. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, When } from '@/design';
import type { EntitlementRow } from '@/host/generated';
import { leftText, quantityText } from './words';

export function EntitlementMeter({ row }: { row: EntitlementRow }) {
  const t = useT();
  const { today } = useCompany();
  const { balance, unit } = row;
  const share = balance && balance.allowed > 0 ? Math.min(balance.used / balance.allowed, 1) : 1;
  return (
    <div className="entitlement">
      <div className="row">
        <Link to={`/entitlements/${row.id}`} className="link cut grow">
          <span dir="auto">{row.name}</span>
        </Link>
        <span className="text-xs text-text-3">
          {t('entitlement.until')} <When day={row.end} style="short" today={today} />
        </span>
      </div>
      {balance ? (
        <div className="meter" data-over={balance.over > 0 || undefined} aria-hidden="true">
          <span style={{ inlineSize: `${share * 100}%` }} />
        </div>
      ) : null}
      <div className="row flex-wrap text-xs text-text-2">
        <Badge value={row.badge} />
        <span>{leftText(t, row)}</span>
        {balance ? (
          <span className="text-text-3">
            {t('entitlement.used_of', {
              used: quantityText(t, unit, balance.used),
              allowed: quantityText(t, unit, balance.allowed),
            })}
          </span>
        ) : null}
      </div>
    </div>
  );
}
