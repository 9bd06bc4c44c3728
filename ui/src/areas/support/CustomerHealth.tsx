/** How a customer is doing, in one line with its parts, so that anybody sees why. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Badge } from '@/design';
import { useRead } from '@/host/queries';

export function CustomerHealth({ customerId }: { customerId: string }) {
  const t = useT();
  const health = useRead(
    'customer_health.get',
    { customer_id: customerId },
    {
      also: ['customer', 'ticket', 'entitlement', 'document', 'payment'],
      enabled: useMay()('customer.read'),
    },
  ).data;
  if (!health || health.parts.length === 0) return null;
  return (
    <ul className="health-parts" aria-label={t('health.title')}>
      <li>
        <Badge value={health.badge} />
      </li>
      {health.parts.map(({ kind, badge }) => (
        <li key={kind} title={t(`health.${kind}`)}>
          <Badge value={badge} />
        </li>
      ))}
    </ul>
  );
}
