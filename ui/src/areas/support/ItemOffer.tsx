/** What support an item brings when it is sold: the handover makes a contract and an entitlement of it. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Checkbox, NumberField, wholeNumber } from '@/design';
import type { SupportOffer } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { SettingsForm } from '../settings/SettingsForm';
import { type CountedDraft, EntitlementFields, newCounted } from './EntitlementFields';
import { nobody, ownerSent } from './nobody';

export function ItemOffer({ itemId }: { itemId: string }) {
  const known = useRead('support_offer.get', { item_id: itemId }, { also: ['item', 'sla_policy'] }).data;
  return known ? <OfferForm key={itemId} itemId={itemId} known={known} /> : null;
}

interface Draft extends CountedDraft {
  brings: boolean;
  months: string;
  notice: string;
  renews: boolean;
  /** It begins when the project is closed. */
  waits: boolean;
}

const draftOf = ({ offer }: SupportOffer): Draft =>
  offer === null
    ? { ...newCounted, brings: false, months: '12', notice: '', renews: false, waits: false }
    : {
        brings: true,
        unit: offer.unit,
        amount: offer.amount ?? '',
        period: offer.period,
        rollover: offer.rollover,
        policy: offer.policy_id ?? nobody,
        months: String(offer.months),
        notice: String(offer.notice_days),
        renews: offer.auto_renew,
        waits: offer.after_project,
      };

function OfferForm({ itemId, known }: { itemId: string; known: SupportOffer }) {
  const t = useT();
  const mayWrite = useMay()('item.write');
  const save = useWrite('support_offer.save');
  const { draft, set, saved, note } = useKeptEdits(`item.offer.${itemId}`, draftOf(known), {
    fixed: !mayWrite,
  });
  const { brings, unit, amount, period, rollover, policy, months, notice, renews, waits } = draft;
  const submit = () =>
    save.mutate(
      {
        item_id: itemId,
        version: known.version,
        offer: brings
          ? {
              unit,
              amount: unit === 'unlimited' ? undefined : amount,
              period,
              rollover: unit !== 'unlimited' && rollover,
              months: wholeNumber(months),
              notice_days: wholeNumber(notice),
              auto_renew: renews,
              after_project: waits,
              policy_id: ownerSent(policy) || undefined,
            }
          : undefined,
      },
      { onSuccess: saved },
    );
  return (
    <SettingsForm
      label={t('offer.title')}
      error={save.error}
      onSubmit={submit}
      mayWrite={mayWrite}
      note={note}
    >
      <p className="text-text-2">{t('offer.text')}</p>
      <Checkbox isSelected={brings} isDisabled={!mayWrite} onChange={(next) => set({ brings: next })}>
        {t('offer.brings')}
      </Checkbox>
      {brings ? (
        <>
          <EntitlementFields draft={draft} set={set} at="offer." disabled={!mayWrite} />
          <div className="form-2">
            <NumberField
              name="offer.months"
              label={t('offer.months')}
              isReadOnly={!mayWrite}
              value={months}
              onChange={(typed) => set({ months: typed })}
            />
            <NumberField
              name="offer.notice_days"
              label={t('contract.notice_days')}
              optional
              isReadOnly={!mayWrite}
              value={notice}
              onChange={(typed) => set({ notice: typed })}
            />
          </div>
          <Checkbox isSelected={renews} isDisabled={!mayWrite} onChange={(next) => set({ renews: next })}>
            {t('contract.auto_renew_text')}
          </Checkbox>
          <Checkbox isSelected={waits} isDisabled={!mayWrite} onChange={(next) => set({ waits: next })}>
            {t('offer.after_project')}
          </Checkbox>
        </>
      ) : null}
    </SettingsForm>
  );
}
