/** One recurring invoice: what it says, its next days, and the invoices that it has made. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useAddress, useGo, useParam } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import {
  Badge,
  Button,
  Callout,
  Fact,
  FactsRail,
  FactsSection,
  LinkRow,
  LinkRows,
  Money,
  MoreMenu,
  RecordHead,
  RecordPage,
  Section,
  StatStrip,
  useReadable,
  When,
} from '@/design';
import type { RecurringInvoice } from '@/host/generated';
import { useRead } from '@/host/queries';
import { ThreadLink } from '../handover/ThreadLink';
import { InvoiceRows } from './DocumentRows';
import { formOf } from './editor/document-form';
import { TotalsBlock } from './editor/Totals';
import { PaperTabs } from './PaperHistory';
import { RecurringEditor } from './RecurringEditor';
import { everyText, rhythmDraftOf } from './rhythm';
import { useRecurringActions } from './useRecurringActions';

const also = ['document', 'customer', 'deal', 'contract', 'company', 'tax_class', 'item', 'contact'] as const;

const readAddress = (raw: Record<string, unknown>) => ({ edit: raw.edit === 'yes' ? 'yes' : undefined });

export default function RecurringPage() {
  const t = useT();
  const may = useMay();
  const go = useGo();
  const [{ edit }] = useAddress(readAddress);
  const answer = useRead('recurring_invoice.get', { id: useParam('id') }, { also });
  const above = { to: '/recurring-invoices', title: t('nav.recurring_invoices') };
  return (
    <RecordPage answer={answer} above={above}>
      {(recurring) => {
        const { row, draft, rhythm, contract_id } = recurring;
        const back = () => go(`/recurring-invoices/${row.id}`, undefined, { replace: true });
        return edit && may('invoice.write', row.owner_id) ? (
          <RecurringEditor
            key={row.id}
            initial={{
              form: formOf(draft, row.customer),
              rhythm: rhythmDraftOf(rhythm),
              contractId: contract_id ?? '',
              version: row.version,
            }}
            id={row.id}
            name={`recurring.${row.id}`}
            title={row.code}
            onClose={back}
            onSaved={back}
          />
        ) : (
          <Shown recurring={recurring} />
        );
      }}
    </RecordPage>
  );
}

function Shown({ recurring }: { recurring: RecurringInvoice }) {
  const t = useT();
  const may = useMay();
  const readable = useReadable();
  const { row, totals, problem } = recurring;
  const actions = useRecurringActions()(row);
  const find = (id: string) => actions.find((action) => action.id === id);
  useKeys([{ keys: 'p', run: () => (find('pause') ?? find('resume'))?.run() ?? false }]);
  const direct = ['edit', 'pause', 'resume'];
  return (
    <div className="page">
      <RecordHead
        above={{ to: '/recurring-invoices', title: t('nav.recurring_invoices') }}
        crumb={<bdi className="id">{row.code}</bdi>}
        title={row.subject || row.customer}
        badge={<Badge value={row.badge} />}
      >
        {direct.map(find).map((action) =>
          action ? (
            <Button key={action.id} icon={action.icon} keys={action.keys} onPress={action.run}>
              {action.title}
            </Button>
          ) : null,
        )}
        <MoreMenu groups={[{ id: 'do', actions: actions.filter(({ id }) => !direct.includes(id)) }]} />
      </RecordHead>
      <div className="record">
        <RecurringFacts recurring={recurring} />
        <PaperTabs label={t('kind.recurring_invoice')} kind="recurring_invoice" id={row.id}>
          <Figures recurring={recurring} />
          {problem && row.state !== 'ended' ? (
            <Callout tone="warn">
              {t('recurring.problem')} {t.by(problem.message_id, readable(problem.params))}
            </Callout>
          ) : null}
          <Section title={t('recurring.says')} count={recurring.next_draft.lines?.length ?? 0}>
            <LinkRows label={t('recurring.says')}>
              {(recurring.next_draft.lines ?? []).map((line, index) => (
                <LinkRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name.
                  key={index}
                  code={[line.quantity ?? '1', line.unit].filter(Boolean).join(' ')}
                  title={line.description ?? ''}
                  note={line.detail}
                  end={
                    totals?.lines[index] ? (
                      <Money value={{ amount: totals.lines[index].net, currency: totals.currency }} />
                    ) : null
                  }
                />
              ))}
            </LinkRows>
          </Section>
          <InvoiceRows of={{ recurring_id: row.id }} none={t('recurring.made_none')} />
          <Attachments recordId={row.id} mayWrite={may('invoice.write', row.owner_id)} />
        </PaperTabs>
      </div>
    </div>
  );
}

/** What each comes to, how often, and on which days next. */
function Figures({ recurring: { row, days } }: { recurring: RecurringInvoice }) {
  const t = useT();
  return (
    <StatStrip
      label={t('recurring.rhythm')}
      stats={[
        { id: 'amount', label: t('recurring.amount'), value: <Money value={row.amount} /> },
        { id: 'every', label: t('recurring.rhythm'), value: everyText(t, row.every, row.unit) },
        {
          id: 'next',
          label: t('recurring.next'),
          value: row.next ? <When day={row.next} /> : '–',
          tone: row.state === 'running' ? undefined : 'quiet',
          note:
            days.length > 1 ? (
              <>
                {t('recurring.then')}{' '}
                {days.slice(1).map((day, index) => (
                  <span key={day}>
                    {index > 0 ? ' · ' : null}
                    <When day={day} />
                  </span>
                ))}
              </>
            ) : undefined,
        },
      ]}
    />
  );
}

function RecurringFacts({ recurring }: { recurring: RecurringInvoice }) {
  const t = useT();
  const { row, rhythm, totals } = recurring;
  return (
    <FactsRail label={t('recurring.facts')} of={row.id}>
      <FactsSection title={t('document.thread')}>
        <Fact label={t('kind.customer')}>
          <Link to={`/customers/${row.customer_id}`}>
            <span dir="auto">{row.customer}</span>
          </Link>
        </Fact>
        {recurring.deal_id ? (
          <Fact label={t('kind.deal')}>
            <Link to={`/deals/${recurring.deal_id}`}>
              <span dir="auto">{recurring.deal}</span>
            </Link>{' '}
            <ThreadLink kind="recurring_invoice" id={row.id} />
          </Fact>
        ) : null}
        {recurring.contract_id ? (
          <Fact label={t('kind.contract')}>
            <Link to={`/contracts/${recurring.contract_id}`}>
              <span dir="auto">{recurring.contract}</span>
            </Link>
          </Fact>
        ) : null}
      </FactsSection>
      <FactsSection title={t('recurring.rhythm')}>
        <Fact label={t('recurring.first')}>
          <When day={rhythm.first} />
        </Fact>
        <Fact label={t('recurring.end')}>
          {rhythm.end?.kind === 'on' ? (
            <When day={rhythm.end.date} />
          ) : rhythm.end?.kind === 'after' ? (
            t('recurring.after', { count: rhythm.end.count })
          ) : (
            t('recurring.end.never')
          )}
        </Fact>
      </FactsSection>
      {totals ? (
        <FactsSection title={t('invoice.amounts')}>
          <TotalsBlock totals={totals} />
        </FactsSection>
      ) : null}
    </FactsRail>
  );
}
