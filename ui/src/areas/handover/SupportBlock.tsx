/** What support comes with the sale: what may be used, how soon help is promised, from when to when, and the terms of the contract. */
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { AmountField, Button, Checkbox, DateField, NumberField, Segments, TextField } from '@/design';
import { formatDay, formatMoney } from '@/design/format';
import type { HandoverEntitlement, HandoverSheet } from '@/host/generated';
import { Block, type BlockProps } from './Block';
import { mayWait, newEntitlement } from './draft';
import { More } from './More';
import { SupportLine } from './SupportLine';

interface SupportBlockProps extends BlockProps {
  sheet: HandoverSheet;
  block: HandoverSheet['blocks'][number];
  lacks: boolean;
}

const begins = ['on_day', 'after_project'] as const;

export function SupportBlock({ sheet, block, lacks, draft, set }: SupportBlockProps) {
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const change = (at: number, part: Partial<HandoverEntitlement>) =>
    set({ entitlements: draft.entitlements.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const names = draft.entitlements.map(({ name }) => name).join(', ') || draft.contract;
  const waits = draft.waits && mayWait(draft);
  const renewed = sheet.renews.map(({ code, name }) => t('handover.goes_on_of', { code, name })).join(', ');
  const summary = waits
    ? t('handover.support_waits', { name: names })
    : draft.supportEnd
      ? t('handover.support_to', { name: names, day: formatDay(draft.supportEnd, format) })
      : names;
  return (
    <Block block={block} lacks={lacks} draft={draft} set={set} summary={summary} aside={renewed}>
      {draft.entitlements.map((one, at) => (
        <SupportLine
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines have nothing else that stays while they are typed.
          key={at}
          at={at}
          one={one}
          lacks={lacks}
          currency={sheet.currency}
          onChange={(part) => change(at, part)}
          onRemove={() => set({ entitlements: draft.entitlements.filter((_, index) => index !== at) })}
        />
      ))}
      <Button
        kind="ghost"
        size="sm"
        icon="plus"
        onPress={() => set({ entitlements: [...draft.entitlements, newEntitlement('')] })}
      >
        {t('handover.add_entitlement')}
      </Button>
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
      {draft.contract.trim() ? (
        <More
          open={lacks}
          says={[
            draft.value ? formatMoney({ amount: draft.value, currency: sheet.currency }, format) : '',
            t('handover.notice', { days: draft.notice || '0' }),
            t(draft.autoRenew ? 'handover.goes_on' : 'handover.ends'),
          ]}
        >
          <div className="hand-3">
            {sheet.sold.net ? (
              <AmountField
                name="support.value"
                label={t('contract.value')}
                optional
                currency={sheet.currency}
                value={draft.value}
                onChange={(value) => set({ value })}
              />
            ) : null}
            <NumberField
              name="support.notice_days"
              label={t('contract.notice_days')}
              optional
              value={draft.notice}
              onChange={(notice) => set({ notice })}
            />
          </div>
          <Checkbox isSelected={draft.autoRenew} onChange={(autoRenew) => set({ autoRenew })}>
            {t('contract.auto_renew_text')}
          </Checkbox>
        </More>
      ) : null}
    </Block>
  );
}
