/** A new item. Only its name is needed; tax follows from the country. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { RecordHead } from '@/design';
import { useWrite } from '@/host/queries';
import { emptyItem, ItemForm } from './ItemForm';

export default function NewItem() {
  const t = useT();
  const go = useGo();
  const { company } = useCompany();
  const create = useWrite('item.create');
  const leave = () => go('/catalogue');
  return (
    <div className="page">
      <RecordHead above={{ to: '/catalogue', title: t('nav.catalogue') }} title={t('item.new')} />
      <ItemForm
        title={t('item.new')}
        initial={emptyItem(company.home_currency)}
        error={create.error}
        action={t('item.create')}
        onCancel={leave}
        onSave={(draft) => {
          const { tax_class_ids, uqc, unit, ...rest } = draft;
          create.mutate(
            {
              ...rest,
              unit: unit || undefined,
              uqc: uqc || undefined,
              // None chosen: the standard class of each branch's scheme.
              tax_class_ids: tax_class_ids.length > 0 ? tax_class_ids : undefined,
            },
            { onSuccess: (reply) => go(`/catalogue/items/${reply.result.id}`, undefined, { replace: true }) },
          );
        }}
      />
    </div>
  );
}
