/** A deal ends: won, with what follows from it, or lost, with its reason. */
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept, useSeen } from '@/app/kept';
import { useGo } from '@/app/router';
import { Checkbox, DateField, FormDialog, TextField } from '@/design';
import type { DealRow, Follow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { ReasonDialog } from '../billing/ReasonDialog';
import { newerOf } from '../standing';

interface CloseDealProps {
  deal: DealRow;
  onClose: () => void;
}

/** The deal as it stands now, which may not be what stood where the dialog was asked for. */
export const useDealNow = (deal: DealRow): DealRow =>
  newerOf(deal, useRead('deal.get', { id: deal.id }).data?.row);

export function LoseDeal({ deal, onClose }: CloseDealProps) {
  const t = useT();
  const { version } = useDealNow(deal);
  return (
    <ReasonDialog
      title={t('deal.lose_title', { deal: deal.title })}
      text={t('deal.lose_text')}
      action={t('deal.lose')}
      danger
      command="deal.lose"
      version={version}
      request={(reason, version) => ({ id: deal.id, version, reason })}
      onClose={onClose}
    />
  );
}

export function WinDeal({ deal: opened, onClose }: CloseDealProps) {
  const t = useT();
  const go = useGo();
  const { today, company } = useCompany();
  const win = useWrite('deal.win');
  const deal = useDealNow(opened);
  const { version, onNewest } = useSeen(deal.version, win.reset);
  // A prospect without a record is nobody to send an invoice to yet.
  const bills = useHas()('finance');
  const mayInvoice = useMay()('invoice.write') && bills && deal.customer_id !== null;
  const { draft, set, done, note } = useKept(`deal.win.${deal.id}`, {
    invoice: mayInvoice && deal.amount !== null,
    todo: '',
    date: '',
    criteria: '',
  });
  const close = () => {
    done();
    onClose();
  };
  const bill = mayInvoice && draft.invoice;
  // The rate of a foreign currency is typed on the form of the invoice.
  const asksRate = deal.amount !== null && deal.amount.currency !== company.home_currency;
  const follow: Follow[] = [
    ...(bill && !asksRate ? [{ kind: 'invoice' as const }] : []),
    ...(draft.todo ? [{ kind: 'todo' as const, text: draft.todo }] : []),
    ...(draft.date ? [{ kind: 'follow_up' as const, date: draft.date }] : []),
  ];
  const title = t('deal.win_title', { deal: deal.title });
  return (
    <FormDialog
      title={title}
      error={win.error}
      onNewest={onNewest}
      action={t('deal.win')}
      onSubmit={() =>
        win.mutate(
          { id: deal.id, version, criteria: draft.criteria || undefined, follow },
          {
            onSuccess: ({ result }) => {
              close();
              const [first, second] = result.invoice_ids;
              if (second) go(`/deals/${deal.id}`);
              else if (first) go(`/invoices/${first}`);
              else if (bill) go('/invoices/new', { deal: deal.id });
            },
          },
        )
      }
      onClose={close}
      aside={note}
    >
      <p className="text-text-2">{t('deal.what_follows')}</p>
      {mayInvoice ? (
        <Checkbox isSelected={draft.invoice} onChange={(invoice) => set({ invoice })}>
          {t('deal.follow.invoice')}
        </Checkbox>
      ) : null}
      <TextField
        name="follow.todo"
        label={t('deal.follow.todo')}
        optional
        value={draft.todo}
        onChange={(todo) => set({ todo })}
      />
      <DateField
        name="follow.date"
        label={t('deal.follow.follow_up')}
        optional
        today={today}
        value={draft.date}
        onChange={(date) => set({ date })}
      />
      <TextField
        name="criteria"
        label={t('deal.criteria')}
        optional
        value={draft.criteria}
        onChange={(criteria) => set({ criteria })}
      />
    </FormDialog>
  );
}
