/** What stands beside every conversation: who asks, what it is about, what was bought and sold, and what is owed. */
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import {
  Badge,
  Button,
  ChoiceFact,
  durationText,
  EditableFact,
  Fact,
  FactsRail,
  FactsSection,
  Icon,
  Money,
  When,
} from '@/design';
import type { Priority, SoldLineListResponse, Ticket, TicketChange } from '@/host/generated';
import { useChange, useRead } from '@/host/queries';
import { useBalances } from '../billing/CustomerBalance';
import { useFirst } from '../billing/DocumentRows';
import { useOwners } from '../crm/owners';
import { CommitmentFacts } from '../handover/Commitments';
import { ThreadLink } from '../handover/ThreadLink';
import { projectTags } from '../projects/words';
import { usePlaceOf } from '../sales/places';
import { CustomerHealth } from './CustomerHealth';
import { useCategories } from './categories';
import { EntitlementMeter } from './EntitlementMeter';
import { nobody, ownerSent } from './nobody';
import { ClockBadge } from './TicketBadges';
import { useContractActions } from './useContractActions';
import { priorityOptions, tagsTyped } from './words';

interface PartProps {
  ticket: Ticket;
  disabled: boolean;
  change: (set: TicketChange) => Promise<unknown>;
}

export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const keep = useChange('ticket.update');
  const disabled = !useMay()('ticket.write', ticket.row.owner_id);
  const part = { ticket, disabled, change: (set: TicketChange) => keep(ticket.row, set) };
  return (
    <FactsRail label={t('ticket.facts')} of={ticket.row.id}>
      <Asking {...part} />
      <Bought {...part} />
      <About {...part} />
      <Proposal ticket={ticket} />
      <Sold ticket={ticket} />
      <CommitmentFacts customerId={ticket.row.customer_id} />
      <Projects customerId={ticket.row.customer_id} />
      <Owed customerId={ticket.row.customer_id} />
      <Others ticket={ticket} />
    </FactsRail>
  );
}

function Asking({ ticket, disabled, change }: PartProps) {
  const t = useT();
  const { row } = ticket;
  const contacts =
    useRead('customer.get', { id: row.customer_id }, { also: ['contact'] }).data?.contacts ?? [];
  return (
    <FactsSection title={t('ticket.who')}>
      <CustomerHealth customerId={row.customer_id} />
      <Fact label={t('kind.customer')}>
        <Link to={`/customers/${row.customer_id}`}>
          <span dir="auto">{row.customer}</span>
        </Link>
      </Fact>
      <ChoiceFact
        label={t('kind.contact')}
        path="set.contact_id"
        value={ticket.contact_id ?? ''}
        shown={row.contact}
        options={contacts.map(({ id, name, job }) => ({ id, text: name, note: job }))}
        save={(contact_id) => change({ contact_id })}
        disabled={disabled || contacts.length === 0}
      />
      {ticket.contact_phone ? (
        <Fact label={t('customer.phone')}>
          <bdi className="id tn">{ticket.contact_phone}</bdi>
        </Fact>
      ) : null}
      {ticket.contact_email ? (
        <Fact label={t('customer.email')}>
          <bdi className="id">{ticket.contact_email}</bdi>
        </Fact>
      ) : null}
    </FactsSection>
  );
}

function About({ ticket, disabled, change }: PartProps) {
  const t = useT();
  const { row } = ticket;
  const owners = useOwners();
  const categories = useCategories() ?? [];
  return (
    <FactsSection title={t('ticket.about')}>
      <EditableFact
        label={t('ticket.subject')}
        path="set.subject"
        value={row.subject}
        save={(subject) => change({ subject })}
        disabled={disabled}
      />
      <ChoiceFact
        label={t('ticket.priority')}
        path="set.priority"
        value={row.priority}
        shown={t(`ticket.priority.${row.priority}`)}
        options={priorityOptions(t)}
        save={(priority) => change({ priority: priority as Priority })}
        disabled={disabled}
      />
      <ChoiceFact
        label={t('ticket.category')}
        path="set.category_id"
        value={row.category_id ?? nobody}
        shown={ticket.category || t('ticket.no_category')}
        options={[{ id: nobody, text: t('ticket.no_category') }, ...categories]}
        save={(chosen) => change({ category_id: ownerSent(chosen) })}
        disabled={disabled}
      />
      <ChoiceFact
        label={t('ticket.owner')}
        path="set.owner_id"
        value={row.owner_id ?? nobody}
        shown={row.owner || t('ticket.nobody')}
        options={[{ id: nobody, text: t('ticket.nobody') }, ...owners]}
        save={(chosen) => change({ owner_id: ownerSent(chosen) })}
        disabled={disabled}
      />
      <EditableFact
        label={t('ticket.tags')}
        path="set.tags"
        value={ticket.tags.join(', ')}
        save={(typed) => change({ tags: tagsTyped(typed) })}
        disabled={disabled}
      />
      <Tags tags={ticket.tags} />
      {ticket.deal_id ? (
        <Fact label={t('kind.deal')}>
          <Link to={`/deals/${ticket.deal_id}`}>
            <span dir="auto">{ticket.deal}</span>
          </Link>{' '}
          <ThreadLink kind="ticket" id={row.id} />
        </Fact>
      ) : null}
      {ticket.project_id ? (
        <Fact label={t('kind.project')}>
          <Link to={`/projects/${ticket.project_id}`}>
            <span dir="auto">{ticket.project}</span>
          </Link>
        </Fact>
      ) : null}
      <Fact label={t('ticket.opened')}>
        <When at={row.opened_ms} zone={ticket.clock.time_zone} />
      </Fact>
      {ticket.minutes > 0 ? <Fact label={t('ticket.work')}>{durationText(t, ticket.minutes)}</Fact> : null}
      {ticket.rating === null ? null : (
        <Fact label={t('ticket.rating')}>
          {t('ticket.rating_of', { rating: ticket.rating })}
          {ticket.rating_note ? <span dir="auto"> · {ticket.rating_note}</span> : null}
        </Fact>
      )}
    </FactsSection>
  );
}

/** Each tag leads to all tickets that carry it. */
function Tags({ tags }: { tags: readonly string[] }) {
  const t = useT();
  if (tags.length === 0) return null;
  return (
    <p className="row flex-wrap">
      {tags.map((tag) => (
        <Link
          key={tag}
          to="/tickets"
          search={{ tab: 'all', tag }}
          className="link row"
          label={t('ticket.tagged', { tag })}
        >
          <Icon name="bookmark" size={12} /> <span dir="auto">{tag}</span>
        </Link>
      ))}
    </p>
  );
}

/** What was bought to have it answered, and what is left of it. */
function Bought({ ticket, disabled, change }: PartProps) {
  const t = useT();
  const { entitlement, row } = ticket;
  const others =
    useFirst('entitlement.list', {
      filter: { customer_id: row.customer_id, state: 'running' },
      sort: { column: 'end', descending: false },
    }).data?.rows ?? [];
  const options = others.map(({ id, name, code }) => ({ id, text: name, note: code }));
  return (
    <FactsSection title={t('kind.entitlement')}>
      {entitlement ? (
        <EntitlementMeter row={entitlement} />
      ) : (
        <p className="text-text-3">{t('ticket.nothing_bought')}</p>
      )}
      {options.length === 0 ? null : (
        <ChoiceFact
          label={t('ticket.counts_on')}
          path="set.entitlement_id"
          value={entitlement?.id ?? nobody}
          shown={entitlement?.name ?? t('ticket.no_entitlement')}
          options={[{ id: nobody, text: t('ticket.no_entitlement') }, ...options]}
          save={(chosen) => change({ entitlement_id: ownerSent(chosen) })}
          disabled={disabled}
        />
      )}
    </FactsSection>
  );
}

/** What sales can do with it: the next term of its contract, or an offer to who has bought nothing. */
function Proposal({ ticket: { entitlement, row } }: { ticket: Ticket }) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const sells = useHas()('sales') && may('deal.write') && may('estimate.write');
  const contractId = entitlement?.contract_id ?? null;
  const contract = useRead(
    'contract.get',
    { id: contractId ?? '' },
    { also: ['deal'], enabled: sells && contractId !== null && may('contract.read') },
  ).data;
  const propose = useContractActions();
  if (!sells) return null;
  const action = contract && propose.of(contract.row).find(({ id }) => id === 'propose');
  if (contract?.renewal_deal_id) {
    return (
      <FactsSection title={t('contract.renewal')}>
        <Link to={`/deals/${contract.renewal_deal_id}`}>
          <span dir="auto">{contract.renewal_deal}</span>
        </Link>
      </FactsSection>
    );
  }
  if (action) {
    return (
      <FactsSection title={t('contract.renewal')}>
        <Button size="sm" icon={action.icon} onPress={action.run}>
          {action.title}
        </Button>
      </FactsSection>
    );
  }
  return entitlement === null ? (
    <FactsSection title={t('contract.renewal')}>
      <Button
        size="sm"
        icon="trending-up"
        onPress={() => go('/estimates/new', { customer: row.customer_id })}
      >
        {t('ticket.offer')}
      </Button>
    </FactsSection>
  ) : null;
}

/** What was sold line by line, the deals that were won and the contracts that run. */
function Sold({ ticket: { row } }: { ticket: Ticket }) {
  const t = useT();
  const deals = useFirst(
    'deal.list',
    {
      filter: { customer_id: row.customer_id, status: 'won' },
      sort: { column: 'created', descending: true },
    },
    ['customer'],
  ).data?.rows;
  const contracts = useFirst('contract.list', {
    filter: { customer_id: row.customer_id },
    sort: { column: 'end', descending: true },
  }).data?.rows.filter(({ state }) => state !== 'ended');
  const lines = useRead(
    'sold_line.list',
    { customer_id: row.customer_id },
    { also: ['document', 'deal', 'billing_plan'] },
  ).data;
  if (!deals && !contracts && !lines) return null;
  const isNone = !deals?.length && !contracts?.length && !lines?.rows.length;
  return (
    <FactsSection title={t('ticket.sold')}>
      {isNone ? <p className="text-text-3">{t('ticket.nothing_sold')}</p> : null}
      {lines && lines.rows.length > 0 ? <SoldLines lines={lines} /> : null}
      <ul className="log">
        {deals?.map(({ id, title }) => (
          <li key={id}>
            <Icon name="kanban" />
            <Link to={`/deals/${id}`} className="link cut grow">
              <span dir="auto">{title}</span>
            </Link>
          </li>
        ))}
        {contracts?.map(({ id, name, end }) => (
          <li key={id}>
            <Icon name="handshake" />
            <Link to={`/contracts/${id}`} className="link cut grow">
              <span dir="auto">{name}</span>
            </Link>
            <span className="text-xs text-text-3">
              <When day={end} />
            </span>
          </li>
        ))}
      </ul>
    </FactsSection>
  );
}

/** What and how many, each with the day and the paper it stands on; without amounts. */
function SoldLines({ lines: { rows, more } }: { lines: SoldLineListResponse }) {
  const t = useT();
  const { today } = useCompany();
  const placeOf = usePlaceOf();
  return (
    <ul className="log" aria-label={t('ticket.sold')}>
      {rows.map(({ id, description, quantity, date, source }) => {
        const place = source && placeOf(source.kind, source.id);
        const said = <When day={date} style="short" today={today} />;
        return (
          <li key={id}>
            <span className="grow py-1" dir="auto">
              {description}
            </span>
            <bdi className="tn">{quantity}</bdi>
            <span className="text-xs text-text-3">
              {place ? (
                <Link to={place}>
                  {said} <span className="sr-only">{source.code}</span>
                </Link>
              ) : (
                said
              )}
            </span>
          </li>
        );
      })}
      {more ? <li className="text-xs text-text-3">{t('ticket.sold_more')}</li> : null}
    </ul>
  );
}

/** More open invoices than this are looked for in their list. */
const owedAtMost = 8;

/** What the customer owes, and on which invoices; nothing for those who may not see invoices. */
function Owed({ customerId }: { customerId: string }) {
  const t = useT();
  const bills = useHas()('finance');
  const figures = useBalances(customerId, useMay()('invoice.read') && bills);
  const { today } = useCompany();
  const invoices = useFirst(
    'invoice.list',
    {
      filter: { customer_id: customerId, tab: 'open' },
      sort: { column: 'due', descending: false },
      limit: owedAtMost,
    },
    ['document', 'payment'],
  ).data;
  if (!figures || figures.length === 0) return null;
  return (
    <FactsSection title={t('ticket.money')}>
      {figures.map(({ open, overdue, is_overdue }) => (
        <div key={open.currency}>
          <Fact label={t('balance.open')}>
            <Money value={open} />
          </Fact>
          {is_overdue ? (
            <Fact label={t('balance.overdue')}>
              <span className="text-danger">
                <Icon name="alert-triangle" size={14} /> <Money value={overdue} />
              </span>
            </Fact>
          ) : null}
        </div>
      ))}
      <ul className="log">
        {invoices?.rows.map(({ id, number, due_date, open }) => (
          <li key={id}>
            <Link to={`/invoices/${id}`} className="link grow">
              <bdi className="id">{number}</bdi>
            </Link>
            <span className="text-xs text-text-3">
              <When day={due_date} style="short" today={today} />
            </span>
            <Money value={open} />
          </li>
        ))}
      </ul>
      {invoices?.next ? (
        <Link to="/invoices" search={{ tab: 'open' }}>
          {t('list.open_all')}
        </Link>
      ) : null}
    </FactsSection>
  );
}

/** The projects of the customer that go on. */
function Projects({ customerId }: { customerId: string }) {
  const t = useT();
  const rows = useFirst('project.list', { filter: { customer_id: customerId, open: true } }, projectTags).data
    ?.rows;
  if (!rows || rows.length === 0) return null;
  return (
    <FactsSection title={t('nav.projects')}>
      <ul className="log">
        {rows.map((row) => (
          <li key={row.id}>
            <Icon name="folder-kanban" />
            <Link to={`/projects/${row.id}`} className="link cut grow">
              <span dir="auto">{row.name}</span>
            </Link>
            <Badge value={row.late ?? row.badge} />
          </li>
        ))}
      </ul>
    </FactsSection>
  );
}

/** Other open tickets of the same customer. */
function Others({ ticket: { row } }: { ticket: Ticket }) {
  const t = useT();
  const rows = useFirst('ticket.list', {
    filter: { customer_id: row.customer_id, open: true },
    sort: { column: 'due', descending: false },
  }).data?.rows.filter(({ id }) => id !== row.id);
  if (!rows || rows.length === 0) return null;
  return (
    <FactsSection title={t('ticket.others')}>
      <ul className="log">
        {rows.map((one) => (
          <li key={one.id}>
            <Link to={`/tickets/${one.id}`} className="link cut grow">
              <span dir="auto">{one.subject}</span>
            </Link>
            <ClockBadge row={one} />
          </li>
        ))}
      </ul>
    </FactsSection>
  );
}
