/** A lead is decided: it becomes a customer, one that is known or a new one, and a deal, or it leads to nothing. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { useGo } from '@/app/router';
import { AmountField, FormSheet, Select, TextField } from '@/design';
import type { LeadRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { BranchField } from '../billing/BranchField';
import { ReasonDialog } from '../billing/ReasonDialog';
import { heldText } from '../crm/words';
import { newerOf } from '../standing';
import { stageOptions } from './stages';

const fresh = 'new';

interface DecideProps {
  lead: LeadRow;
  onClose: () => void;
}

/** The lead as it stands now, which may not be what stood where the dialog was asked for. */
const useLeadNow = (lead: LeadRow): LeadRow => newerOf(lead, useRead('lead.get', { id: lead.id }).data?.row);

export function DisqualifyLead({ lead, onClose }: DecideProps) {
  const t = useT();
  const { version } = useLeadNow(lead);
  return (
    <ReasonDialog
      title={t('lead.disqualify_title', { lead: lead.title })}
      text={t('lead.disqualify_text')}
      action={t('lead.disqualify')}
      danger
      command="lead.disqualify"
      version={version}
      request={(reason, version) => ({ id: lead.id, version, reason })}
      onClose={onClose}
    />
  );
}

export function QualifyLead({ lead: opened, onClose }: DecideProps) {
  const t = useT();
  const go = useGo();
  const { company } = useCompany();
  const qualify = useWrite('lead.qualify');
  const lead = useLeadNow(opened);
  const { version, onNewest } = useSeen(lead.version, qualify.reset);
  const known =
    useRead(
      'customer.duplicates',
      {
        name: lead.company || lead.name || undefined,
        phone: lead.phone || undefined,
        email: lead.email || undefined,
      },
      { also: ['contact'] },
    ).data?.rows ?? [];
  const matches = known.filter((one) => one.held_by === null);
  const { draft, set, done, note } = useKeptEdits(`lead.qualify.${lead.id}`, {
    chosen: '',
    name: lead.company || lead.name,
    title: lead.interest || lead.title,
    amount: lead.amount?.amount ?? '',
    branch: '',
    stage: '',
  });
  const pipelines = useRead('pipeline.list', {}).data?.rows ?? [];
  const stages = stageOptions(pipelines);
  const stage = stages.find(({ id }) => id === draft.stage)?.id;
  const { name, title, amount } = draft;
  // A likely match is proposed; whoever knows better chooses another.
  const customer = draft.chosen || (matches.find(({ likely }) => likely)?.id ?? fresh);
  const close = () => {
    done();
    onClose();
  };
  const submit = () =>
    qualify.mutate(
      {
        id: lead.id,
        version,
        customer: customer === fresh ? { create: { name } } : { id: customer },
        deal: {
          title,
          amount: amount || undefined,
          currency: lead.amount?.currency,
          stage_id: stage,
          branch_id: draft.branch || undefined,
        },
      },
      {
        onSuccess: (reply) => {
          close();
          go(`/deals/${reply.result.deal_id}`);
        },
      },
    );
  const heading = t('lead.qualify_title', { lead: lead.title });
  return (
    <FormSheet
      title={heading}
      error={qualify.error}
      onNewest={onNewest}
      action={t('lead.qualify')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <Select
        autoFocus
        name="customer"
        label={t('kind.customer')}
        options={[
          ...matches.map((one) => ({ id: one.id, text: one.name, note: one.place })),
          { id: fresh, text: t('lead.new_customer') },
        ]}
        value={customer}
        onChange={(chosen) => set({ chosen })}
      />
      {known
        .filter((one) => one.held_by !== null)
        .map((one) => (
          <p key={one.id} className="text-xs text-warn">
            {heldText(one, t)}
          </p>
        ))}
      {customer === fresh ? (
        <TextField
          name="customer.create.name"
          label={t('lead.customer_name')}
          value={name}
          onChange={(name) => set({ name })}
        />
      ) : null}
      <TextField
        name="deal.title"
        label={t('deal.title')}
        value={title}
        onChange={(title) => set({ title })}
      />
      <AmountField
        name="deal.amount"
        label={t('deal.amount')}
        optional
        currency={lead.amount?.currency ?? company.home_currency}
        value={amount}
        onChange={(amount) => set({ amount })}
      />
      {pipelines.length > 1 ? (
        <Select
          name="deal.stage_id"
          label={t('deal.stage')}
          options={stages}
          value={stage ?? stages[0]?.id ?? null}
          onChange={(stage) => set({ stage })}
        />
      ) : null}
      <BranchField
        name="deal.branch_id"
        value={draft.branch || undefined}
        onChange={(branch) => set({ branch })}
      />
    </FormSheet>
  );
}
