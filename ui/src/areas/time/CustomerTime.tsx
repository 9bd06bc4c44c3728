/** What was done for a customer in no project and is not invoiced yet, on the customer’s page; nothing where there is none. */
import { useState } from 'react';
import { useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Button, Callout, Duration, Section } from '@/design';
import { useRead } from '@/host/queries';
import { BillTime } from './BillTime';
import './time.css';

export function CustomerTime({ customerId }: { customerId: string }) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const enabled = useHas()('delivery') && may('time.read');
  const [isBilling, setBilling] = useState(false);
  const of = { customer_id: customerId };
  const also = ['timesheet', 'time_setting', 'document'] as const;
  const open = useRead('time.outside', of, { also, enabled }).data;
  if (!open || (open.entries === 0 && open.waiting_minutes === 0)) return null;
  return (
    <Section
      title={t('time.outside')}
      action={
        <span className="row">
          <Button size="sm" icon="table" onPress={() => go('/timesheet/entries', of)}>
            {t('timesheet.entries')}
          </Button>
          {may('invoice.write') && open.entries > 0 ? (
            <Button size="sm" icon="file-plus" onPress={() => setBilling(true)}>
              {t('time.bill')}
            </Button>
          ) : null}
        </span>
      }
    >
      <div className="to-bill">
        <p>
          {t('time.to_invoice', { count: open.entries })} <Duration minutes={open.minutes} />
        </p>
        {open.waiting_minutes > 0 ? (
          <Callout tone="info">
            {t('time.waiting')} <Duration minutes={open.waiting_minutes} />
          </Callout>
        ) : null}
      </div>
      {isBilling ? <BillTime of={of} onClose={() => setBilling(false)} /> : null}
    </Section>
  );
}
