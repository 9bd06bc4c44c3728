/** The inbox by keyboard: J and K move, Enter opens, E is done, S puts off until tomorrow, U takes back. */
import { useEffect, useRef, useState } from 'react';
import { type AreaState, switchedOn } from '@/app/areas';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress, useGo } from '@/app/router';
import {
  Button,
  EmptyState,
  Icon,
  IconButton,
  KeyHint,
  Menu,
  PageHead,
  StateTabs,
  Unbroken,
  useReadable,
  When,
} from '@/design';
import type { InboxRow, PutOffUntil } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError, undoNewest } from '@/host/undo';
import { manifests } from '..';

/** More than this is a backlog for the lists. */
const shownAtMost = 200;
const untils: readonly PutOffUntil[] = ['later', 'tomorrow', 'next_week'];
const icons = { reminder: 'bell', mention: 'message-circle', notice: 'info' } as const;

/** Where the record of a row opens; nothing when it is about none that has a page. */
function placeOf(row: InboxRow, areas: readonly AreaState[]): string | null {
  const { record_kind, record_id, record_title, customer_id } = row;
  if (!record_kind || !record_id) return null;
  const types = switchedOn(manifests, areas).flatMap((area) => area.searchTypes);
  const type = types.find(({ kind }) => kind === record_kind);
  return type?.to({ kind: record_kind, id: record_id, title: record_title ?? '', customer_id }) ?? null;
}

interface Address {
  tab: 'open' | 'done';
}

const readAddress = (raw: Record<string, unknown>): Address => ({
  tab: raw.tab === 'done' ? 'done' : 'open',
});

export default function InboxPage() {
  const t = useT();
  const [{ tab }, setAddress] = useAddress(readAddress);
  const request = {
    filter: { done: tab === 'done' },
    sort: { column: 'at', descending: true },
    limit: shownAtMost,
  };
  const rows = useRead('inbox.list', request, { also: ['notification', 'record', 'user'], keep: true }).data
    ?.rows;
  return (
    <div className="page">
      <PageHead title={t('nav.inbox')}>
        <span className="inbox-keys">
          {(['enter', 'e', 's', 'u'] as const).map((keys) => (
            <span key={keys} className="row">
              <KeyHint keys={keys} /> {t(`inbox.key.${keys}`)}
            </span>
          ))}
        </span>
      </PageHead>
      <StateTabs
        label={t('nav.inbox')}
        tabs={(['open', 'done'] as const).map((id) => ({ id, title: t(`inbox.tab.${id}`) }))}
        value={tab}
        onChange={(next) => setAddress({ tab: next })}
      />
      {rows?.length === 0 ? <EmptyState text={t(`inbox.empty.${tab}`)} /> : null}
      {rows && rows.length > 0 ? <Rows key={tab} rows={rows} isDone={tab === 'done'} /> : null}
    </div>
  );
}

function useActions() {
  const go = useGo();
  const { areas } = useCompany();
  const read = useWrite('inbox.read', { silent: true });
  const done = useWrite('inbox.done');
  const reopen = useWrite('inbox.reopen');
  const snooze = useWrite('inbox.snooze');
  const failed = { onError: notifyError };
  return {
    open: (row: InboxRow) => {
      if (!row.is_read) read.mutate({ id: row.id }, failed);
      const place = placeOf(row, areas);
      if (place) go(place);
    },
    done: (row: InboxRow) => done.mutate({ id: row.id }, failed),
    reopen: (row: InboxRow) => reopen.mutate({ id: row.id }, failed),
    snooze: (row: InboxRow, until: PutOffUntil) => snooze.mutate({ id: row.id, until }, failed),
  };
}

function Rows({ rows, isDone }: { rows: readonly InboxRow[]; isDone: boolean }) {
  const actions = useActions();
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const current = Math.min(at, rows.length - 1);
  const row = rows[current];
  const focus = (index: number) => list.current?.querySelectorAll<HTMLElement>('.inbox-open')[index]?.focus();
  const step = (by: 1 | -1) => {
    const next = Math.min(rows.length - 1, Math.max(0, current + by));
    setAt(next);
    focus(next);
  };
  // The list has the keys when it opens, and the next row has them when one is done.
  const ids = rows.map((one) => one.id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another list moves the focus.
  useEffect(() => {
    const active = document.activeElement;
    if (active === null || active === document.body || list.current?.contains(active)) focus(current);
  }, [ids]);
  const act = (run: (row: InboxRow) => void) => () => (row ? run(row) : false);
  useKeys([
    { keys: 'j', run: () => step(1) },
    { keys: 'k', run: () => step(-1) },
    { keys: 'arrowdown', run: () => step(1) },
    { keys: 'arrowup', run: () => step(-1) },
    { keys: 'e', run: act(isDone ? actions.reopen : actions.done) },
    ...(isDone ? [] : [{ keys: 's', run: act((one) => actions.snooze(one, 'tomorrow')) }]),
    { keys: 'u', run: () => void undoNewest() },
  ]);
  return (
    <ul className="inbox" ref={list}>
      {rows.map((one, index) => (
        <Row
          key={one.id}
          row={one}
          isCurrent={index === current}
          onFocus={() => setAt(index)}
          actions={actions}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  row: InboxRow;
  isCurrent: boolean;
  onFocus: () => void;
  actions: ReturnType<typeof useActions>;
}

function Row({ row, isCurrent, onFocus, actions }: RowProps) {
  const t = useT();
  const readable = useReadable();
  const text = t.by(row.message_id, readable(row.params));
  // A week is called after its first day.
  const { about } = readable({ about: row.record_title ?? '' });
  return (
    <li data-unread={(!row.is_read && !row.is_done) || undefined} data-current={isCurrent || undefined}>
      <button
        type="button"
        className="inbox-open"
        tabIndex={isCurrent ? 0 : -1}
        onFocus={onFocus}
        onClick={() => actions.open(row)}
      >
        <Icon name={icons[row.kind]} />
        <span className="grow cut">
          {row.is_read || row.is_done ? null : <span className="sr-only">{t('inbox.unread')} </span>}
          <span className="inbox-text">
            <Unbroken text={text} />
          </span>{' '}
          {about && !text.includes(String(about)) ? (
            <span className="text-text-3" dir="auto">
              {String(about)}
            </span>
          ) : null}
        </span>
        <span className="text-xs text-text-3">
          <When at={row.at_ms} />
        </span>
      </button>
      {row.is_done ? (
        <Button size="sm" kind="ghost" onPress={() => actions.reopen(row)}>
          {t('inbox.reopen')}
        </Button>
      ) : (
        <>
          <Menu
            label={t('inbox.snooze')}
            groups={[
              {
                id: 'until',
                actions: untils.map((until) => ({
                  id: until,
                  title: t(`inbox.until.${until}`),
                  run: () => actions.snooze(row, until),
                })),
              },
            ]}
          >
            <IconButton icon="alarm-clock" size="sm" label={t('inbox.snooze_of', { text })} />
          </Menu>
          <IconButton
            icon="check"
            size="sm"
            label={t('inbox.done_of', { text })}
            onPress={() => actions.done(row)}
          />
        </>
      )}
    </li>
  );
}
