/** A new deal in four fields: for whom, about what, how much, by when. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { AmountField, DateField, FormDialog, Select, Suggest, TextField } from '@/design';
import type { Pipeline } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { BranchField } from '../billing/BranchField';
import { findCustomers } from '../billing/editor/CustomerField';
import { useBranches } from '../billing/receiver';
import { stageOptions } from './stages';

interface NewDealProps {
  /** Those it may go through; the first is proposed. */
  pipelines: readonly Pipeline[];
  /** The stage whose column was added to. */
  stageId: string | undefined;
  onClose: () => void;
}

export function NewDeal({ pipelines, stageId, onClose }: NewDealProps) {
  const t = useT();
  const { company, today } = useCompany();
  const create = useWrite('deal.create');
  const stages = stageOptions(pipelines);
  const among = (stage: string | undefined) => stages.find(({ id }) => id === stage)?.id;
  const chosen = among(stageId);
  const { draft, set, done, note } = useKept(
    'deal.new',
    { customerId: '', customer: '', title: '', amount: '', close: '', stage: '', branch: '' },
    chosen === undefined ? {} : { stage: chosen },
  );
  // What an earlier session left may be of a pipeline that is not on the screen.
  const stage = among(draft.stage) ?? chosen ?? stages[0]?.id;
  const customer = useRead(
    'customer.get',
    { id: draft.customerId },
    { enabled: draft.customerId !== '' },
  ).data;
  const branches = useBranches();
  const branch = branches.find(({ id }) => id === draft.branch) ?? branches[0];
  // A customer who is billed in another currency is offered to in it.
  const currency =
    customer && draft.customerId !== '' ? customer.currency : (branch?.currency ?? company.home_currency);
  const close = () => {
    done();
    onClose();
  };
  const submit = () =>
    create.mutate(
      {
        title: draft.title,
        stage_id: stage,
        branch_id: branch?.id,
        // A name that nobody picked is a prospect: it becomes a customer only when there is business.
        ...(draft.customerId ? { customer_id: draft.customerId } : { prospect: draft.customer || undefined }),
        currency,
        amount: draft.amount || undefined,
        expected_close: draft.close || undefined,
      },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title={t('deal.new')}
      error={create.error}
      action={t('deal.create')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <div className="form-2">
        <div className="wide">
          <Suggest
            autoFocus
            name="customer_id"
            label={t('deal.for_whom')}
            icon="building-2"
            source="customer"
            value={draft.customer}
            onChange={(customer) => set({ customer, customerId: '' })}
            find={findCustomers}
            onPick={(found) => set({ customer: found.text, customerId: found.id })}
            make={{
              text: (name) => t('deal.prospect_named', { name }),
              run: (customer) => set({ customer, customerId: '' }),
            }}
          />
        </div>
        <div className="wide">
          <TextField
            name="title"
            label={t('deal.title')}
            value={draft.title}
            onChange={(title) => set({ title })}
          />
        </div>
        <AmountField
          name="amount"
          label={t('deal.amount')}
          optional
          currency={currency}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
        />
        <DateField
          name="expected_close"
          label={t('deal.close')}
          optional
          today={today}
          value={draft.close}
          onChange={(close) => set({ close })}
        />
        <div className="wide">
          <Select
            name="stage_id"
            label={t('deal.stage')}
            options={stages}
            value={stage ?? null}
            onChange={(stage) => set({ stage })}
          />
        </div>
        <BranchField name="branch_id" value={branch?.id} onChange={(branch) => set({ branch })} />
      </div>
    </FormDialog>
  );
}
