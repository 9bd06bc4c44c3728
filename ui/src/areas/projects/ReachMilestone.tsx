/** A milestone is reached on a day: what is invoiced then, or why it is not, is said before and after. */
import { useEffect, useState } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { DateField, FormDialog, Icon } from '@/design';
import { preview } from '@/host';
import type { BillingReached, Milestone } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { offerUndoOf } from '@/host/undo';
import { standing } from '../standing';
import type { OverProps } from './Milestones';

export function ReachMilestone({ milestone, among, onClose }: OverProps) {
  const t = useT();
  const { today } = useCompany();
  const reach = useWrite('milestone.reach', { silent: true });
  const now = standing(milestone, among);
  const { version, onNewest } = useSeen(now.version, reach.reset);
  const [day, setDay] = useState(today);
  const comes = useBilled(now, version);
  return (
    <FormDialog
      title={t('milestone.reach_named', { name: milestone.name })}
      error={reach.error}
      onNewest={onNewest}
      action={t('milestone.reach')}
      onSubmit={() =>
        reach.mutate(
          { id: milestone.id, version, reached_date: day },
          {
            onSuccess: ({ result, undo }) => {
              const [said, params] = outcome(result.billing, milestone.name, t);
              if (undo) offerUndoOf([undo.seq], said, params);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <DateField
        autoFocus
        name="reached_date"
        label={t('milestone.reached_on')}
        past
        today={today}
        value={day}
        onChange={setDay}
      />
      {comes.length > 0 ? (
        <ul className="milestone-billed" aria-label={t('milestone.billing')}>
          {comes.map((part) => (
            <li key={`${part.name} ${part.percent}`} data-tone={part.refused ? 'warn' : 'ok'}>
              <Icon name={part.refused ? 'triangle-alert' : 'receipt'} />
              <span>
                {t('milestone.makes', {
                  name: part.name,
                  percent: part.percent,
                  made: part.refused ? 'no' : 'yes',
                })}{' '}
                {part.refused ? t.by(part.refused.message_id, part.refused.params) : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </FormDialog>
  );
}

/** What is said once it is reached: the drafts that were made, else why one was not. */
function outcome(
  parts: readonly BillingReached[],
  name: string,
  t: ReturnType<typeof useT>,
): [string, Record<string, unknown>] {
  const drafts = parts.reduce((count, { invoice_ids }) => count + invoice_ids.length, 0);
  const refused = parts.find((part) => part.refused)?.refused;
  if (refused) {
    const reason = t.by(refused.message_id, refused.params);
    return ['milestone.reached_without', { name, drafts, reason }];
  }
  return ['milestone.reached_with', { name, drafts }];
}

/** What reaching a milestone would invoice, asked of the core where something waits for it. */
function useBilled(milestone: Milestone, version: number): readonly BillingReached[] {
  const [parts, setParts] = useState<readonly BillingReached[]>([]);
  const waits = milestone.billing.some(({ invoices }) => invoices.length === 0);
  const { id } = milestone;
  useEffect(() => {
    if (!waits) return;
    const asking = new AbortController();
    preview('milestone.reach', { id, version }, asking.signal)
      .then(({ result }) => setParts(result.billing))
      // What stands against it is said when it is confirmed.
      .catch(() => undefined);
    return () => asking.abort();
  }, [id, version, waits]);
  return parts;
}
