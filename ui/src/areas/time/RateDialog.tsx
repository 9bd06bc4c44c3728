/** What an hour is sold for: of a person or as an item, in a project or anywhere, or of a project. */
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { useCompany } from '@/app/company';
import { DateField, FormDialog, NumberField, Select, Suggest, TextField } from '@/design';
import { dayTyped } from '@/design/DateField';
import { call } from '@/host';
import type { TimeRate } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { ItemField } from './ItemField';

/** Names nobody in the choice of a person, where an empty id cannot stand. */
const nobody = '-';

interface RateDialogProps {
  /** A new one when absent. */
  rate?: TimeRate;
  onClose: () => void;
}

export function RateDialog({ rate, onClose }: RateDialogProps) {
  const t = useT();
  const { today } = useCompany();
  const save = useWrite('time_rate.save');
  const { version, onNewest } = useSeen(rate?.version ?? 0, save.reset);
  const people = useRead('session.users', {}, { also: ['user', 'file'] }).data?.users ?? [];
  const { draft, set, done, note } = useKeptEdits(`time_rate.${rate?.id ?? 'new'}`, {
    project: { id: rate?.project_id ?? '', name: rate?.project ?? '' },
    user_id: rate?.user_id ?? '',
    item: { id: rate?.item_id ?? '', name: rate?.item ?? '' },
    from: rate?.from ?? '',
    rate: rate?.rate ?? '',
    currency: rate?.currency ?? '',
  });
  const close = () => {
    done();
    onClose();
  };
  const submit = async () =>
    save.mutate(
      {
        ...(rate ? { id: rate.id, version } : {}),
        currency: draft.currency,
        project_id: draft.project.id,
        user_id: draft.user_id,
        item_id: draft.item.id,
        from: await dayTyped(draft.from),
        rate: draft.rate,
      },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title={t(rate ? 'rate.edit' : 'rate.new')}
      error={save.error}
      onNewest={onNewest}
      action={t('action.save')}
      onSubmit={() => void submit()}
      onClose={close}
      aside={note}
    >
      <Suggest
        name="project_id"
        label={t('kind.project')}
        optional
        icon="folder-kanban"
        source="project"
        value={draft.project.name}
        find={async (q, signal) => {
          if (q.trim() === '') return [];
          const { hits } = await call('search.find', { q, kinds: ['project'], limit: 8 }, signal);
          return hits.map(({ id, title, customer }) => ({ id, text: title, note: customer ?? undefined }));
        }}
        onPick={({ id, text }) =>
          set({ project: { id, name: text }, currency: '' })
        }
        onClear={() => set({ project: { id: '', name: '' } })}
      />
      <Select
        name="user_id"
        label={t('time.person')}
        optional
        options={[
          { id: nobody, text: t('rate.everybody') },
          ...people.map(({ id, name }) => ({ id, text: name })),
        ]}
        value={draft.user_id || nobody}
        onChange={(id) => set(id === nobody ? { user_id: '' } : { user_id: id, item: { id: '', name: '' } })}
      />
      <ItemField
        path="item_id"
        label={t('kind.item')}
        note={t('rate.item_note')}
        value={draft.item.name}
        onChange={(id, name) => set({ item: { id, name }, user_id: '' })}
      />
      <DateField
        name="from"
        label={t('rate.from')}
        note={t('rate.from_note')}
        optional
        today={today}
        value={draft.from}
        onChange={(from) => set({ from })}
      />
      <NumberField
        name="rate"
        label={t('rate.hour')}
        value={draft.rate}
        onChange={(text) => set({ rate: text })}
      />
      <TextField
        name="currency"
        label={t('rate.currency')}
        note={t('rate.currency_note')}
        optional
        machine
        value={draft.currency}
        onChange={(currency) => set({ currency: currency.toUpperCase() })}
      />
    </FormDialog>
  );
}
