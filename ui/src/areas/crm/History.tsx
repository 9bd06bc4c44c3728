/** What happened to a record, from the log: who, when, and which fields went from what to what. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Translate, useT } from '@/app/i18n';
import { Button, durationText, RecordBody, Sheet, useReadable, When } from '@/design';
import { Icon } from '@/design/icons';
import { preview } from '@/host';
import type { HistoryAction, HistoryChange } from '@/host/generated';
import { useRead } from '@/host/queries';
import { undo } from '@/host/undo';
import { termText } from './words';

interface HistoryProps {
  kind: string;
  id: string;
}

export function History({ kind, id }: HistoryProps) {
  const t = useT();
  const [older, setOlder] = useState<number[]>([]);
  return (
    <>
      <HistoryPage kind={kind} id={id} />
      {older.map((before) => (
        <HistoryPage key={before} kind={kind} id={id} before={before} />
      ))}
      <Older
        kind={kind}
        id={id}
        last={older.at(-1)}
        onMore={(next) => setOlder([...older, next])}
        label={t('history.older')}
      />
    </>
  );
}

interface SheetProps extends HistoryProps {
  /** What it is called, where that is not plain from what lies beneath. */
  name?: string;
  onClose: () => void;
}

/** The history of what has no tabs. */
export function HistorySheet({ name, onClose, ...of }: SheetProps) {
  const t = useT();
  const title = name === undefined ? t('history.title') : t('history.of', { name });
  return (
    <Sheet title={title} isOpen onClose={onClose}>
      <RecordBody label={title}>
        <History {...of} />
      </RecordBody>
    </Sheet>
  );
}

interface PageProps {
  kind: string;
  id: string;
  before?: number;
}

const tags = [
  'record',
  'item',
  'price_list',
  'document',
  'payment',
  'contact',
  'customer',
  'lead',
  'deal',
  'activity',
  'next_action',
  'attachment',
  'ticket',
  'contract',
  'entitlement',
  'project',
  'task',
  'timesheet',
  'time',
  'handover',
  'commitment',
  'billing_plan',
  'recurring_invoice',
  'company',
  'user',
] as const;

/** How many of the own actions of a page are offered to be taken back. */
const triedAtMost = 10;

function HistoryPage({ kind, id, before }: PageProps) {
  const answer = useRead('history.of_record', { kind, id, before }, { also: tags });
  const actions = answer.data?.actions ?? [];
  // Each is asked for; older ones have mostly been built on.
  const tried = new Set(
    actions
      .filter(({ own }) => own)
      .slice(0, triedAtMost)
      .map(({ seq }) => seq),
  );
  return (
    <ol className="history">
      {actions.map((action) => (
        <Action key={action.seq} action={action} back={tried.has(action.seq)} />
      ))}
    </ol>
  );
}

function Older({
  kind,
  id,
  last,
  onMore,
  label,
}: {
  kind: string;
  id: string;
  last?: number;
  onMore: (before: number) => void;
  label: string;
}) {
  const answer = useRead('history.of_record', { kind, id, before: last }, { also: tags });
  const next = answer.data?.next;
  if (typeof next !== 'number') return null;
  return (
    <Button kind="ghost" onPress={() => onMore(next)}>
      {label}
    </Button>
  );
}

/** Takes an own action back, where the core would. */
function TakeBack({ seq, what }: { seq: number; what: string }) {
  const t = useT();
  const takes = useQuery({
    queryKey: ['history', 'preview', seq],
    queryFn: ({ signal }) =>
      preview('history.undo', { seq }, signal).then(
        () => true,
        () => false,
      ),
    meta: { tags: new Set<string>(tags) },
  }).data;
  if (!takes) return null;
  return (
    <Button
      size="sm"
      kind="ghost"
      icon="undo"
      aria-label={t('history.take_back_what', { what })}
      onPress={() => void undo([seq])}
    >
      {t('history.take_back')}
    </Button>
  );
}

function Action({ action, back }: { action: HistoryAction; back: boolean }) {
  const t = useT();
  const title = t.has(`command.${action.command}`) ? t.by(`command.${action.command}`) : action.command;
  const known = action.changes.filter(
    (change) =>
      (!silent.has(change.table) || told.has(`${change.table}.${change.column}`)) &&
      labelOf(t, change) !== undefined &&
      (!wordsOnly.has(change.column) || `${change.table}.${change.column}` in worded) &&
      shown(change.before) !== shown(change.after),
  );
  return (
    <li>
      <div className="row">
        <Icon name="history" size={14} className="text-text-3" />
        <span className="cut grow">
          {title} <span className="text-text-3">{t('list.and', { text: action.actor })}</span>
        </span>
        {back ? <TakeBack seq={action.seq} what={title} /> : null}
        <span className="text-xs text-text-3">
          <When at={action.at_ms} />
        </span>
      </div>
      {action.reason ? (
        <p className="ps-6 text-text-2" dir="auto">
          {action.reason}
        </p>
      ) : null}
      {known.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what happened once stays as it is, in its order.
        <Change key={index} change={change} />
      ))}
    </li>
  );
}

/** Rows that the page itself shows better than their columns would. */
const silent = new Set([
  'record',
  'employee',
  'document_line',
  'issued_document',
  'issued_line',
  'issued_tax',
  'billing_row',
  'billing_use',
  'billing_change',
  'recurring_run',
  'deal_line',
  'overage_posting',
]);

/** What is told of them all the same, since the page does not show how it was. */
const told = new Set(['record.owner_id', 'employee.manager_id']);

const shown = (value: unknown) =>
  value === null || value === undefined || value === '' ? '–' : String(value);

/** Columns whose values are words of the core, with where those words stand among the messages. */
const worded: Record<string, string> = {
  'customer.kind': 'customer.kind',
  'customer.tax_treatment': 'customer.treatment',
  'customer.language': 'language',
  'customer_tax_id.kind': 'tax_id',
  'activity.kind': 'activity.kind',
  'document.language': 'language',
  'document.kind': 'kind',
  'deduction.kind': 'payment.deduction',
  'item.kind': 'item.kind',
  'payment.method': 'payment.method',
  'refund.method': 'payment.method',
  'project.status': 'work.status',
  'task.status': 'work.status',
  'task.priority': 'work.priority',
  'task.recurrence': 'work.recurrence',
  'commitment.state': 'commitment.state',
  'recurring_invoice.state': 'recurring.tab',
  'recurring_invoice.unit': 'recurring.unit',
  'branch.tax_standing': 'branch.tax_standing',
  'branch.tax_rounding': 'branch.tax_rounding',
  'branch.zero_rating': 'branch.zero_rating',
  'user.active': 'user.active',
};

/** Columns that say nothing to people where their words are not known. */
const wordsOnly = new Set(['status', 'priority', 'recurrence', 'state']);

/** What a column is called: in its own table perhaps otherwise than in the others, and a setting as its form calls it. */
const labelOf = (t: Translate, { table, column }: HistoryChange) =>
  [`column.${table}.${column}`, table === 'branch' ? `branch.${column}` : '', `column.${column}`].find(t.has);

/** Columns of minutes, which are said as lengths of time. */
const lengths = new Set([
  'minutes',
  'estimate_minutes',
  'budget_minutes',
  'response_minutes',
  'resolution_minutes',
]);

function Change({ change }: { change: HistoryChange }) {
  const t = useT();
  const readable = useReadable();
  const words = worded[`${change.table}.${change.column}`];
  // A day and a length of time are written as everywhere else.
  const written = (value: unknown) => {
    if (change.column === 'payment_term' && typeof value === 'string') return termText(JSON.parse(value), t);
    return lengths.has(change.column) && typeof value === 'number'
      ? shown(durationText(t, value))
      : words && t.has(`${words}.${String(value)}`)
        ? t.by(`${words}.${String(value)}`)
        : shown(readable({ value }).value);
  };
  return (
    <div className="change ps-6">
      <span>{t.by(labelOf(t, change) ?? '')}</span>
      {change.before === null ? null : (
        <>
          <del dir="auto">{written(change.before)}</del>
          <Icon name="arrow-right" size={12} />
        </>
      )}
      <ins dir="auto">{written(change.after)}</ins>
    </div>
  );
}
