/** What support comes with the sale: what may be used, how soon help is promised, from when to when, and the renewal. */
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { DateField, NumberField, Segments, Select, TextField } from '@/design';
import { formatDay } from '@/design/format';
import type { HandoverEntitlement, HandoverSheet } from '@/host/generated';
import { useRead } from '@/host/queries';
import { Block, type BlockProps } from './Block';
import { mayWait } from './draft';

interface SupportBlockProps extends BlockProps {
  block: HandoverSheet['blocks'][number];
  lacks: boolean;
}

const byRules = 'rules';
const begins = ['on_day', 'after_project'] as const;

export function SupportBlock({ block, lacks, draft, set }: SupportBlockProps) {
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const mayRead = useMay()('entitlement.read');
  const policies = useRead('sla_policy.list', {}, { enabled: mayRead }).data?.rows ?? [];
  const change = (at: number, part: Partial<HandoverEntitlement>) =>
    set({ entitlements: draft.entitlements.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const names = draft.entitlements.map(({ name }) => name).join(', ');
  const waits = draft.waits && mayWait(draft);
  const summary = waits
    ? t('handover.support_waits', { name: names })
    : draft.supportEnd
      ? t('handover.support_to', { name: names, day: formatDay(draft.supportEnd, format) })
      : names;
  return (
    <Block block={block} lacks={lacks} draft={draft} set={set} summary={summary}>
      {draft.entitlements.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines stay in their places while they are typed.
        <div key={at} className="hand-3">
          <TextField
            name={`support.entitlements[${at}].name`}
            label={t('handover.entitlement')}
            value={one.name}
            onChange={(name) => change(at, { name })}
          />
          {one.unit === 'unlimited' ? null : (
            <NumberField
              name={`support.entitlements[${at}].amount`}
              label={t(`handover.amount.${one.unit}.${one.period}`)}
              value={one.amount ?? ''}
              onChange={(amount) => change(at, { amount })}
            />
          )}
          <Select
            name={`support.entitlements[${at}].policy_id`}
            label={t('handover.policy')}
            options={[
              { id: byRules, text: t('handover.policy_rules') },
              ...policies.map(({ id, name }) => ({ id, text: name })),
            ]}
            value={one.policy_id || byRules}
            onChange={(id) => change(at, { policy_id: id === byRules ? undefined : id })}
          />
        </div>
      ))}
      {mayWait(draft) ? (
        <Segments
          label={t('handover.begins')}
          segments={begins.map((id) => ({ id, title: t(`handover.begins.${id}`) }))}
          value={waits ? 'after_project' : 'on_day'}
          onChange={(id) => set({ waits: id === 'after_project' })}
        />
      ) : null}
      {waits ? <p className="text-xs text-text-2">{t('handover.waits_text')}</p> : null}
      <div className="hand-3">
        <TextField
          name="support.contract"
          label={t('handover.contract')}
          optional
          value={draft.contract}
          onChange={(contract) => set({ contract })}
        />
        <DateField
          name="support.start"
          label={t('handover.support_start')}
          today={today}
          value={draft.supportStart}
          onChange={(supportStart) => set({ supportStart })}
        />
        <DateField
          name="support.end"
          label={t('handover.support_end')}
          today={today}
          value={draft.supportEnd}
          onChange={(supportEnd) => set({ supportEnd })}
        />
        <DateField
          name="support.reminder"
          label={t('handover.reminder')}
          optional
          today={today}
          value={draft.reminder}
          onChange={(reminder) => set({ reminder })}
        />
      </div>
    </Block>
  );
}
