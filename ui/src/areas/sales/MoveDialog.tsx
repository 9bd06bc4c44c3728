/** A stage refused a deal: names what it asks for, and moves the deal once that is given. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { AmountField, Button, DateField, FormDialog, Select } from '@/design';
import type { DealField, DealRow, Stage } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { ContactDialog } from '../crm/ContactDialog';
import { DealCustomer } from './DealCustomer';
import { LinesSheet } from './DealLines';

interface MoveDialogProps {
  deal: DealRow;
  stage: Stage;
  missing: readonly DealField[];
  onClose: () => void;
}

export function MoveDialog({ deal, stage, missing, onClose }: MoveDialogProps) {
  const t = useT();
  const { company, today } = useCompany();
  const mayAddContact = useMay()('contact.write');
  const move = useWrite('deal.move');
  const { draft, set, done, note } = useKept(`deal.move.${deal.id}.${stage.id}`, {
    amount: '',
    expected_close: '',
    contact_id: '',
  });
  const [giving, give] = useState<'lines' | 'contact' | 'customer' | null>(null);
  const asksContact = missing.includes('contact');
  const whole = useRead('deal.get', { id: deal.id }).data;
  const customerId = whole ? whole.row.customer_id : deal.customer_id;
  const contacts = useRead(
    'customer.get',
    { id: customerId ?? '' },
    { also: ['contact'], enabled: customerId !== null && asksContact },
  ).data?.contacts;
  // Who is the only one, such as a person just added, need not be chosen.
  const contactId = draft.contact_id || (contacts?.length === 1 ? contacts[0]?.id : '');
  // Once it has lines, its amount is their sum.
  const asksAmount = missing.includes('amount') && !whole?.amount_from_lines;
  const asksClose = missing.includes('expected_close');
  const close = () => {
    done();
    onClose();
  };
  const submit = () => {
    const set = {
      amount: (asksAmount && draft.amount) || undefined,
      expected_close: (asksClose && draft.expected_close) || undefined,
      contact_id: (asksContact && contactId) || undefined,
    };
    const version = whole?.row.version ?? deal.version;
    move.mutate({ id: deal.id, version, stage_id: stage.id, set }, { onSuccess: close });
  };
  const title = t('deal.move_to', { stage: stage.name });
  const back = () => give(null);
  // What a dialog of its own asks for stands in the place of this one, and leads back to it.
  if (giving === 'lines' && whole) return <LinesSheet deal={whole} onClose={back} />;
  if (giving === 'customer' && whole) return <DealCustomer deal={whole} onClose={back} />;
  if (giving === 'contact' && customerId) return <ContactDialog customerId={customerId} onClose={back} />;
  const own = (what: 'lines' | 'contact' | 'customer', icon: string, label: string) => (
    <div>
      <Button icon={icon} onPress={() => give(what)} isDisabled={!whole}>
        {label}
      </Button>
    </div>
  );
  return (
    <FormDialog
      title={title}
      error={move.error}
      action={title}
      onSubmit={submit}
      onClose={close}
      aside={note}
    >
      <p className="text-text-2">
        {t('deal.stage_needs', {
          stage: stage.name,
          fields: missing.map((field) => t(`deal.needs.${field}`)).join(', '),
        })}
      </p>
      {asksAmount ? (
        <AmountField
          autoFocus
          name="set.amount"
          label={t('deal.amount')}
          currency={whole?.currency ?? deal.amount?.currency ?? company.home_currency}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
        />
      ) : null}
      {asksClose ? (
        <DateField
          name="set.expected_close"
          label={t('deal.close')}
          today={today}
          value={draft.expected_close}
          onChange={(expected_close) => set({ expected_close })}
        />
      ) : null}
      {missing.includes('lines') && whole?.lines.length === 0
        ? own('lines', 'plus', t('deal.lines.add'))
        : null}
      {asksContact && customerId === null ? (
        <>
          <p className="text-text-2">{t('deal.contact_needs_customer')}</p>
          {own('customer', 'user-plus', t('deal.choose_customer'))}
        </>
      ) : null}
      {asksContact && contacts?.length === 0 ? (
        mayAddContact ? (
          own('contact', 'plus', t('contact.add'))
        ) : (
          <p className="text-text-2">{t('deal.contact_missing')}</p>
        )
      ) : null}
      {asksContact && contacts?.length ? (
        <Select
          name="set.contact_id"
          label={t('kind.contact')}
          options={contacts.map(({ id, name }) => ({ id, text: name }))}
          value={contactId || null}
          onChange={(contact_id) => set({ contact_id })}
        />
      ) : null}
    </FormDialog>
  );
}
