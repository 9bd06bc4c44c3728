/** What a lost deal leaves running, on its page, and the one action that ends all of it. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Button, FormDialog, Section } from '@/design';
import type { DealRow, HandoverRunning } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { MadeRows } from './MadeRows';

export function StillRuns({ deal }: { deal: DealRow }) {
  const t = useT();
  const may = useMay();
  const rows =
    useRead(
      'handover.running',
      { deal_id: deal.id },
      {
        also: ['contract', 'entitlement', 'project', 'recurring_invoice', 'task'],
        enabled: deal.status === 'lost' && may('handover.read'),
      },
    ).data?.rows ?? [];
  const [ending, setEnding] = useState(false);
  if (rows.length === 0) return null;
  const ends = rows.filter(({ may_end }) => may_end);
  return (
    <Section
      title={t('running.title')}
      action={
        ends.length > 0 ? (
          <Button size="sm" icon="circle-x" onPress={() => setEnding(true)}>
            {t('running.end')}
          </Button>
        ) : null
      }
    >
      <p className="text-text-2">{t('running.text')}</p>
      <MadeRows label={t('running.title')} rows={rows} />
      {ending ? <EndAll deal={deal} ends={ends} onClose={() => setEnding(false)} /> : null}
    </Section>
  );
}

interface EndAllProps {
  deal: DealRow;
  ends: readonly HandoverRunning[];
  onClose: () => void;
}

function EndAll({ deal, ends, onClose }: EndAllProps) {
  const t = useT();
  const end = useWrite('handover.end');
  return (
    <FormDialog
      title={t('running.end_title', { deal: deal.title })}
      error={end.error}
      action={t('running.end')}
      button={{ autoFocus: true, isPending: end.isPending }}
      onSubmit={() => end.mutate({ deal_id: deal.id }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p className="text-text-2">{t('running.end_text')}</p>
      <MadeRows label={t('running.ends')} rows={ends} />
    </FormDialog>
  );
}
