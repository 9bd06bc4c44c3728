/** The terms of a price list: its name, currency, for whom and from when to when. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { Checkbox, DateField, FormDialog, TextField } from '@/design';
import type { PriceList } from '@/host/generated';
import { useWrite } from '@/host/queries';

interface PriceListDialogProps {
  list?: PriceList;
  onClose: () => void;
  onSaved?: (id: string) => void;
}

export function PriceListDialog({ list, onClose, onSaved }: PriceListDialogProps) {
  const t = useT();
  const { company, today } = useCompany();
  const save = useWrite('price_list.save');
  const { version, onNewest } = useSeen(list?.version ?? 0, save.reset);
  const kept = list ? `price_list.${list.id}` : 'price_list.new';
  const { draft, set, done, note } = useKeptEdits(kept, {
    name: list?.name ?? '',
    currency: list?.currency ?? company.home_currency,
    for_all: list?.for_all ?? false,
    prices_include_tax: list?.prices_include_tax ?? false,
    valid_from: list?.valid_from ?? '',
    valid_to: list?.valid_to ?? '',
  });
  const close = () => {
    done();
    onClose();
  };
  const title = list ? t('price_list.edit') : t('price_list.new');
  return (
    <FormDialog
      title={title}
      error={save.error}
      onNewest={onNewest}
      action={list ? t('action.save') : t('price_list.create')}
      onSubmit={() =>
        save.mutate(list ? { id: list.id, version, ...draft } : draft, {
          onSuccess: (reply) => {
            close();
            onSaved?.(reply.result.id);
          },
        })
      }
      onClose={close}
      aside={note}
    >
      <div className="form-2">
        <TextField
          autoFocus
          name="name"
          label={t('item.name')}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <TextField
          name="currency"
          label={t('document.currency')}
          machine
          value={draft.currency}
          onChange={(currency) => set({ currency })}
        />
        <DateField
          name="valid_from"
          label={t('price_list.from')}
          optional
          today={today}
          value={draft.valid_from}
          onChange={(valid_from) => set({ valid_from })}
        />
        <DateField
          name="valid_to"
          label={t('price_list.to')}
          optional
          today={today}
          value={draft.valid_to}
          onChange={(valid_to) => set({ valid_to })}
        />
      </div>
      <Checkbox isSelected={draft.for_all} onChange={(for_all) => set({ for_all })}>
        {t('price_list.for_all_note')}
      </Checkbox>
      <Checkbox
        isSelected={draft.prices_include_tax}
        onChange={(prices_include_tax) => set({ prices_include_tax })}
      >
        {t('price_list.include_tax')}
      </Checkbox>
    </FormDialog>
  );
}
