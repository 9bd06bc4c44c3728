/** A new item. Only its name is needed; tax follows from the country. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { useKeys } from '@/app/keys';
import { useGo } from '@/app/router';
import { RecordHead } from '@/design';
import { useWrite } from '@/host/queries';
import { emptyItem, ItemForm } from './ItemForm';

export default function NewItem() {
  const t = useT();
  const go = useGo();
  const { company } = useCompany();
  const { draft, set, done, note } = useKept('item.new', emptyItem(company.home_currency));
  const create = useWrite('item.create');
  const leave = () => {
    done();
    go('/catalogue');
  };
  // Escape also forgets what was typed; this binding is newer than that of the head.
  useKeys([{ keys: 'escape', run: leave }]);
  const save = () => {
    const { uqc, unit, currency, ...rest } = draft;
    create.mutate(
      {
        ...rest,
        unit: unit || undefined,
        uqc: uqc || undefined,
        currency: currency || undefined,
      },
      {
        onSuccess: (reply) => {
          done();
          go(`/catalogue/items/${reply.result.id}`, undefined, { replace: true });
        },
      },
    );
  };
  return (
    <div className="page">
      <RecordHead above={{ to: '/catalogue', title: t('nav.catalogue') }} title={t('item.new')}>
        {note}
      </RecordHead>
      <ItemForm
        title={t('item.new')}
        draft={draft}
        set={set}
        error={create.error}
        action={t('item.create')}
        onCancel={leave}
        onSave={save}
      />
    </div>
  );
}
