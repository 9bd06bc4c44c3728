/** A payment beside the list, with its receipt. */
import { useT } from '@/app/i18n';
import { Badge, Button, Fact, type MenuAction, Money, Peek, When } from '@/design';
import type { PaymentRow } from '@/host/generated';
import { RecordPages } from './PagePreview';

interface PaymentPeekProps {
  row: PaymentRow;
  actions: readonly MenuAction[];
  onStep: (by: 1 | -1) => void;
  onOpen: () => void;
  onClose: () => void;
}

export function PaymentPeek({ row, actions, ...pane }: PaymentPeekProps) {
  const t = useT();
  return (
    <Peek
      {...pane}
      label={t('kind.payment')}
      title={t('peek.title', { kind: t('kind.payment'), code: row.number })}
    >
      <div>
        <h2 className="title-lg" dir="auto">
          {row.customer}
        </h2>
        <Badge value={row.badge} />
      </div>
      <div>
        <Fact label={t('payment.amount')}>
          <Money value={row.amount} />
        </Fact>
        <Fact label={t('payment.date')}>
          <When day={row.date} />
        </Fact>
        <Fact label={t('payment.method')}>{t(`payment.method.${row.method as 'bank'}`)}</Fact>
        <Fact label={t('payment.reference')}>
          <bdi className="id">{row.reference || '–'}</bdi>
        </Fact>
        <Fact label={t('payment.credit_left')}>
          <Money value={row.credit} />
        </Fact>
      </div>
      <div className="row flex-wrap">
        {actions.map((action) => (
          <Button key={action.id} size="sm" icon={action.icon} onPress={action.run}>
            {action.title}
          </Button>
        ))}
      </div>
      <RecordPages id={row.id} version={row.credit.amount} />
    </Peek>
  );
}
