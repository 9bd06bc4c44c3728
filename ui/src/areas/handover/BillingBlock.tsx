/** How the sale is invoiced: at once, a deposit, by milestones, again and again, by time, or by hand; with term and order number. */
import { useT } from '@/app/i18n';
import { Checkbox, Select, TextField, wholeNumber } from '@/design';
import type { BillingReachable, HandoverBillingKind, HandoverSheet } from '@/host/generated';
import { PartRows } from '../billing/BillingPartsForm';
import { EqualParts } from '../billing/EqualParts';
import { RhythmFields } from '../billing/RhythmFields';
import { everyText } from '../billing/rhythm';
import { useTermChoice } from '../crm/useTermChoice';
import { termText } from '../crm/words';
import { Block, type BlockProps } from './Block';
import { inParts, partsFor } from './draft';

const kinds: readonly HandoverBillingKind[] = [
  'all_now',
  'deposit',
  'milestones',
  'recurring',
  'time_and_material',
  'by_hand',
];

interface BillingBlockProps extends BlockProps {
  block: HandoverSheet['blocks'][number];
  lacks: boolean;
  /** Some of what was sold is subscribed to, and some is not. */
  isMixed: boolean;
  /** The milestones of the project that will be made. */
  milestones: readonly BillingReachable[];
}

export function BillingBlock({ block, lacks, isMixed, milestones, draft, set }: BillingBlockProps) {
  const t = useT();
  const term = draft.term === '' ? undefined : (JSON.parse(draft.term) as unknown);
  const terms = useTermChoice(
    'handover',
    term,
    (chosen) => set({ term: JSON.stringify(chosen) }),
    'billing.payment_term',
  );
  const choose = (billing: HandoverBillingKind) =>
    set({
      billing,
      parts: partsFor(billing, milestones, {
        deposit: t('parts.deposit'),
        rest: t('parts.rest'),
        order: t('handover.on_order'),
      }),
    });
  const every = everyText(t, wholeNumber(draft.rhythm.every) ?? 1, draft.rhythm.unit);
  const isAll = draft.billing === 'recurring';
  const summary = [
    t(`handover.billing.${draft.billing}`),
    isAll ? every : '',
    inParts(draft.billing) ? t('handover.parts', { count: draft.parts.length }) : '',
    draft.apart && !isAll ? t('handover.subscriptions', { every }) : '',
    term ? termText(term, t) : '',
    draft.orderNo ? t('handover.order', { no: draft.orderNo }) : '',
  ];
  return (
    <Block block={block} lacks={lacks} draft={draft} set={set} summary={summary.filter(Boolean).join(' · ')}>
      <div className="hand-3">
        <Select
          name="billing.kind"
          label={t('handover.billing_kind')}
          options={kinds.map((id) => ({ id, text: t(`handover.billing.${id}`) }))}
          value={draft.billing}
          onChange={(id) => choose(id as HandoverBillingKind)}
        />
        <Select
          name="billing.payment_term"
          label={t('customer.payment')}
          optional
          placeholder={t('customer.payment_default')}
          options={terms.options}
          value={draft.term || null}
          onChange={terms.pick}
        />
        <TextField
          name="billing.order_no"
          label={t('handover.order_no')}
          optional
          value={draft.orderNo}
          onChange={(orderNo) => set({ orderNo })}
        />
      </div>
      {draft.billing === 'milestones' ? <EqualParts onFill={(parts) => set({ parts })} /> : null}
      {inParts(draft.billing) ? (
        <PartRows
          path="billing.parts"
          waitsFor="template_milestone_id"
          rows={draft.parts}
          reachable={milestones}
          now
          onChange={(parts) => set({ parts })}
        />
      ) : null}
      {draft.billing === 'time_and_material' ? <p className="hint">{t('handover.time_help')}</p> : null}
      {isMixed && !isAll ? (
        <Checkbox isSelected={draft.apart} onChange={(apart) => set({ apart })}>
          {t('handover.apart')}
        </Checkbox>
      ) : null}
      {isAll || draft.apart ? (
        <p className="hint">{t(isAll ? 'handover.recurring_help' : 'handover.apart_help')}</p>
      ) : null}
      {isAll || draft.apart ? (
        <RhythmFields
          path="billing.rhythm"
          value={draft.rhythm}
          onChange={(part) => set({ rhythm: { ...draft.rhythm, ...part } })}
        />
      ) : null}
      {terms.dialog}
    </Block>
  );
}
