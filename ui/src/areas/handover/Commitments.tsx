/** What was promised to a customer: written on the deal, read wherever the customer is served. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import {
  Badge,
  Button,
  DateField,
  FactsSection,
  FormDialog,
  LinkRow,
  LinkRows,
  type MenuAction,
  MoreMenu,
  Section,
  TextField,
  When,
} from '@/design';
import type { Commitment, CommitmentState } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

interface CommitmentsProps {
  /** Of a deal. */
  dealId?: string;
  /** Whose deal it is, where they can be written. */
  ownerId?: string | null;
  /** Of all deals of a customer. */
  customerId?: string;
}

export function Commitments({ dealId, ownerId, customerId }: CommitmentsProps) {
  const t = useT();
  const may = useMay();
  const rows = useRead(
    'commitment.list',
    { deal_id: dealId, customer_id: customerId },
    { also: ['deal'], enabled: may('handover.read') },
  ).data?.rows;
  const [adding, setAdding] = useState(false);
  const mayWrite = ownerId !== undefined && may('handover.write', ownerId);
  if (!rows || (rows.length === 0 && !mayWrite)) return null;
  return (
    <Section
      title={t('commitment.title')}
      action={
        mayWrite ? (
          <Button size="sm" icon="plus" onPress={() => setAdding(true)}>
            {t('commitment.add')}
          </Button>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <p className="text-text-3">{t('commitment.none')}</p>
      ) : (
        <LinkRows label={t('commitment.title')}>
          {rows.map((row) => (
            <Row key={row.id} row={row} mayWrite={mayWrite} ofCustomer={customerId !== undefined} />
          ))}
        </LinkRows>
      )}
      {adding && dealId ? <CommitmentDialog dealId={dealId} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}

/** The same among the facts of what serves the customer: only read. */
export function CommitmentFacts({ dealId, customerId }: Omit<CommitmentsProps, 'ownerId'>) {
  const t = useT();
  const { today } = useCompany();
  const rows = useRead(
    'commitment.list',
    { deal_id: dealId, customer_id: customerId },
    { also: ['deal'], enabled: useMay()('handover.read') },
  ).data?.rows.filter(({ state }) => state === 'open');
  if (!rows || rows.length === 0) return null;
  return (
    <FactsSection title={t('commitment.title')}>
      <ul className="hand-promises">
        {rows.map((row) => (
          <li key={row.id}>
            <span dir="auto">{row.text}</span>
            <span className="row text-xs text-text-3">
              {row.due_date ? <When day={row.due_date} style="short" today={today} /> : null}
              <span dir="auto">{row.user}</span>
              {row.badge ? <Badge value={row.badge} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </FactsSection>
  );
}

interface RowProps {
  row: Commitment;
  mayWrite: boolean;
  ofCustomer: boolean;
}

function Row({ row, mayWrite, ofCustomer }: RowProps) {
  const t = useT();
  const { today } = useCompany();
  const mark = useWrite('commitment.mark');
  const remove = useWrite('commitment.delete');
  const [changing, setChanging] = useState(false);
  const to = (state: CommitmentState, icon: string): MenuAction => ({
    id: state,
    title: t(`commitment.mark.${state}`),
    icon,
    run: () => mark.mutate({ id: row.id, version: row.version, state }, { onError: notifyError }),
  });
  const actions: MenuAction[] = [
    ...(row.state === 'open' ? [to('kept', 'check'), to('broken', 'circle-x')] : [to('open', 'undo')]),
    { id: 'change', title: t('action.edit'), icon: 'pencil', run: () => setChanging(true) },
    {
      id: 'delete',
      title: t('action.delete'),
      icon: 'trash-2',
      danger: true,
      run: () => remove.mutate({ id: row.id, version: row.version }, { onError: notifyError }),
    },
  ];
  return (
    <>
      <LinkRow
        title={row.text}
        to={ofCustomer ? `/deals/${row.deal_id}` : undefined}
        note={
          <>
            {row.due_date ? <When day={row.due_date} style="short" today={today} /> : null}
            {row.due_date && row.user ? ' · ' : null}
            {row.user}
          </>
        }
        badge={row.badge ? <Badge value={row.badge} /> : null}
        end={mayWrite ? <MoreMenu size="sm" groups={[{ id: 'commitment', actions }]} /> : null}
      />
      {changing ? (
        <CommitmentDialog dealId={row.deal_id} stands={row} onClose={() => setChanging(false)} />
      ) : null}
    </>
  );
}

interface CommitmentDialogProps {
  dealId: string;
  /** The commitment as it stands; none for a new one. */
  stands?: Commitment;
  onClose: () => void;
}

function CommitmentDialog({ dealId, stands, onClose }: CommitmentDialogProps) {
  const t = useT();
  const { today } = useCompany();
  const create = useWrite('commitment.create');
  const update = useWrite('commitment.update');
  const { draft, set, done, note } = useKept(`commitment.${stands?.id ?? dealId}`, {
    text: stands?.text ?? '',
    due_date: stands?.due_date ?? '',
  });
  const close = () => {
    done();
    onClose();
  };
  const submit = () =>
    stands
      ? update.mutate({ id: stands.id, version: stands.version, set: draft }, { onSuccess: close })
      : create.mutate({ deal_id: dealId, set: draft }, { onSuccess: close });
  return (
    <FormDialog
      title={t(stands ? 'commitment.change' : 'commitment.new')}
      error={create.error ?? update.error}
      action={t('action.save')}
      onSubmit={submit}
      onClose={close}
      aside={note}
    >
      <TextField
        autoFocus
        name="set.text"
        label={t('commitment.text')}
        value={draft.text}
        onChange={(text) => set({ text })}
      />
      <DateField
        name="set.due_date"
        label={t('commitment.due')}
        optional
        today={today}
        value={draft.due_date}
        onChange={(due_date) => set({ due_date })}
      />
    </FormDialog>
  );
}
