/** A customer asks for something: who, what, how urgent. Service level, owner and what was bought follow from the rules. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { useGo } from '@/app/router';
import { Button, Callout, FormSheet, Select, TextField, useFileDrop } from '@/design';
import type { Priority, TicketChannel, TicketMail } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { BranchField } from '../billing/BranchField';
import { useFirst } from '../billing/DocumentRows';
import { CustomerField } from '../billing/editor/CustomerField';
import { useOwners } from '../crm/owners';
import { AboutFields } from './AboutFields';
import { useCategories } from './categories';
import { EntitlementMeter } from './EntitlementMeter';
import { FromMail, type MailRead, readDropped } from './FromMail';
import { nobody, ownerSent } from './nobody';
import { channelOptions, priorityOptions, tagsTyped } from './words';

interface NewTicketProps {
  /** Whose request it is, when that is known. */
  customerId?: string;
  /** An e-mail from which it is filled. */
  mail?: MailRead;
  onClose: () => void;
}

/** As the category says. */
const usual = 'usual';

/** The fields that an e-mail fills. */
const filled = (mail: MailRead) => ({
  mail: mail as MailRead | null,
  channel: 'email' as TicketChannel,
  subject: mail.read.subject,
  body: mail.read.body,
  ...(mail.read.customer_id
    ? {
        customerId: mail.read.customer_id,
        customer: mail.read.customer,
        contact: mail.read.contact_id ?? nobody,
      }
    : {}),
});

export function NewTicket({ customerId, mail, onClose }: NewTicketProps) {
  const t = useT();
  const go = useGo();
  const open = useWrite('ticket.open');
  const chosen = { ...(customerId ? { customerId, contact: nobody } : {}), ...(mail ? filled(mail) : {}) };
  const { draft, set, done, note } = useKept(
    'ticket.new',
    {
      customerId: '',
      customer: '',
      contact: nobody,
      subject: '',
      body: '',
      category: nobody,
      priority: 'normal' as Priority,
      channel: 'phone' as TicketChannel,
      owner: usual,
      deal: nobody,
      project: nobody,
      branch: '',
      tags: '',
      mail: null as MailRead | null,
      ...chosen,
    },
    chosen,
  );
  const known = useRead(
    'customer.get',
    { id: draft.customerId },
    { also: ['contact'], enabled: draft.customerId !== '' },
  );
  const contacts = (draft.customerId !== '' ? known.data?.contacts : undefined) ?? [];
  const contact = contacts.some(({ id }) => id === draft.contact) ? draft.contact : nobody;
  const categories = useCategories() ?? [];
  const owners = useOwners();
  const [asNew, setAsNew] = useState(false);
  const close = () => {
    done();
    onClose();
  };
  const fill = (read: MailRead) => set(filled(read));
  const drop = useFileDrop((files) => void readDropped(files, fill));
  const submit = () =>
    open.mutate(
      {
        customer_id: draft.customerId,
        subject: draft.subject,
        body: draft.body || undefined,
        contact_id: ownerSent(contact) || undefined,
        category_id: ownerSent(draft.category) || undefined,
        priority: draft.priority,
        channel: draft.channel,
        owner_id: draft.owner === usual ? undefined : ownerSent(draft.owner),
        deal_id: ownerSent(draft.deal) || undefined,
        project_id: ownerSent(draft.project) || undefined,
        branch_id: draft.branch || undefined,
        tags: draft.tags.trim() === '' ? undefined : tagsTyped(draft.tags),
        files: draft.mail?.file ? [draft.mail.file] : undefined,
      },
      {
        onSuccess: ({ result }) => {
          close();
          go(`/tickets/${result.id}`);
        },
      },
    );
  return (
    <div className="contents" {...drop.props}>
      <FormSheet
        size="md"
        title={t('ticket.new')}
        error={open.error}
        action={t('ticket.open')}
        aside={note}
        onSubmit={submit}
        onClose={close}
      >
        <FromMail over={drop.over} onRead={fill} />
        {draft.mail ? (
          <Sender
            mail={draft.mail.read}
            customer={draft.customerId === '' ? undefined : { id: draft.customerId, contact }}
            onAdded={close}
            onContact={(id) => set({ contact: id })}
            onNew={() => setAsNew(true)}
          />
        ) : null}
        <CustomerField
          key={String(asNew)}
          asNew={
            asNew && draft.mail
              ? { name: draft.mail.read.name || draft.mail.read.email, reach: draft.mail.read.email }
              : undefined
          }
          autoFocus={!customerId}
          id={draft.customerId || undefined}
          name={draft.customer || (draft.customerId !== '' ? (known.data?.name ?? '') : '')}
          onChange={(id, customer) =>
            set({ customerId: id, customer, contact: nobody, deal: nobody, project: nobody })
          }
        />
        <div className="form-2">
          <Select
            name="contact_id"
            label={t('kind.contact')}
            optional
            isDisabled={contacts.length === 0}
            options={[
              { id: nobody, text: t('ticket.nobody_in_particular') },
              ...contacts.map(({ id, name, job }) => ({ id, text: name, note: job })),
            ]}
            value={contact}
            onChange={(next) => set({ contact: next })}
          />
          <Select
            name="channel"
            label={t('ticket.channel')}
            options={channelOptions(t)}
            value={draft.channel}
            onChange={(channel) => set({ channel: channel as TicketChannel })}
          />
        </div>
        <TextField
          autoFocus={customerId !== undefined}
          name="subject"
          label={t('ticket.subject')}
          value={draft.subject}
          onChange={(subject) => set({ subject })}
        />
        <TextField
          name="body"
          label={t('ticket.body')}
          optional
          lines={4}
          value={draft.body}
          onChange={(body) => set({ body })}
        />
        <div className="form-2">
          <Select
            name="priority"
            label={t('ticket.priority')}
            options={priorityOptions(t)}
            value={draft.priority}
            onChange={(priority) => set({ priority: priority as Priority })}
          />
          <Select
            name="category_id"
            label={t('ticket.category')}
            optional
            options={[{ id: nobody, text: t('ticket.no_category') }, ...categories]}
            value={draft.category}
            onChange={(category) => set({ category })}
          />
          <Select
            name="owner_id"
            label={t('ticket.owner')}
            options={[
              { id: usual, text: t('ticket.owner_usual') },
              { id: nobody, text: t('ticket.nobody') },
              ...owners,
            ]}
            value={draft.owner}
            onChange={(owner) => set({ owner })}
          />
          <BranchField
            name="branch_id"
            usual={t('ticket.branch_usual')}
            value={draft.branch}
            onChange={(branch) => set({ branch })}
          />
        </div>
        {draft.customerId === '' ? null : (
          <AboutFields customerId={draft.customerId} value={draft} onChange={(part) => set(part)} />
        )}
        <TextField
          name="tags"
          label={t('ticket.tags')}
          optional
          note={t('ticket.tags_hint')}
          value={draft.tags}
          onChange={(tags) => set({ tags })}
        />
        {draft.customerId === '' ? null : <WhatIsBought customerId={draft.customerId} />}
      </FormSheet>
    </div>
  );
}

interface SenderProps {
  mail: TicketMail;
  /** The customer that is chosen, and who asks there. */
  customer: { id: string; contact: string } | undefined;
  onAdded: () => void;
  /** Told who asks, when they were made a contact of the customer. */
  onContact: (id: string) => void;
  /** They become a customer of their own. */
  onNew: () => void;
}

/** From whom an e-mail came, and the ticket that it answers, where it goes on. */
function Sender({ mail, customer, onAdded, onContact, onNew }: SenderProps) {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('customer.write');
  const receive = useWrite('ticket.receive');
  const create = useWrite('contact.create');
  const { ticket_id, ticket, customer_id, is_proposed, contact_id, body } = mail;
  if (ticket_id) {
    return (
      <Callout
        tone="info"
        action={
          <Button
            size="sm"
            onPress={() =>
              receive.mutate(
                { id: ticket_id, body, channel: 'email', contact_id: contact_id ?? undefined },
                {
                  onSuccess: () => {
                    onAdded();
                    go(`/tickets/${ticket_id}`);
                  },
                  onError: notifyError,
                },
              )
            }
          >
            {t('ticket.mail_add')}
          </Button>
        }
      >
        {t('ticket.mail_answers', { ticket })}
      </Callout>
    );
  }
  const isKnown =
    (customer_id !== null && !is_proposed) || (customer !== undefined && customer.contact !== nobody);
  if (isKnown || mail.email === '') return null;
  const name = mail.name || mail.email;
  const add = (of: string) =>
    create.mutate(
      { customer_id: of, contact: { name, email: mail.email } },
      { onSuccess: ({ result }) => onContact(result.id), onError: notifyError },
    );
  return (
    <Callout
      tone="warn"
      action={
        mayWrite ? (
          <Button
            size="sm"
            icon="user-plus"
            isPending={create.isPending}
            onPress={() => (customer ? add(customer.id) : onNew())}
          >
            {t(customer ? 'ticket.mail_contact' : 'ticket.mail_customer')}
          </Button>
        ) : undefined
      }
    >
      {t(customer ? 'ticket.mail_no_contact' : 'ticket.mail_unknown', { name, email: mail.email })}
    </Callout>
  );
}

/** What the ticket will be counted on: of what runs and has something left, that which ends first. */
function WhatIsBought({ customerId }: { customerId: string }) {
  const t = useT();
  const rows = useFirst('entitlement.list', {
    filter: { customer_id: customerId, state: 'running' },
    sort: { column: 'end', descending: false },
    limit: 100,
  }).data?.rows;
  if (!rows) return null;
  const first = rows.find(({ balance }) => balance === null || balance.left > 0) ?? rows[0];
  return first ? (
    <EntitlementMeter row={first} />
  ) : (
    <p className="text-text-3">{t('ticket.nothing_bought')}</p>
  );
}
