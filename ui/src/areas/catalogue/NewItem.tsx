/** A new item. Only its name is needed; tax follows from the country. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import { useWrite } from '@/host/queries';
import { emptyItem, ItemForm } from './ItemForm';

export default function NewItem() {
  const t = useT();
  const go = useGo();
  const { company } = useCompany();
  const create = useWrite('item.create');
  const leave = () => go('/catalogue');
  useKeys([{ keys: 'escape', run: leave }]);
  return (
    <div className="page">
      <header className="head">
        <div>
          <div className="crumb">
            <Link to="/catalogue" className="">
              {t('nav.catalogue')}
            </Link>
          </div>
          <h1 className="title-xl">{t('item.new')}</h1>
        </div>
      </header>
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
