/** One price list with its prices, each from a quantity on. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { Link } from '@/app/Link';
import { useLeaveDeleted } from '@/app/recent';
import { useAddress, useParam } from '@/app/router';
import {
  type Above,
  AmountField,
  Button,
  EmptyState,
  Form,
  IconButton,
  MoreMenu,
  NoRecord,
  NumberField,
  type Option,
  RecordHead,
  RecordPage,
  Suggest,
  Table,
} from '@/design';
import { ListSearch, textOf } from '@/design/DataGrid';
import { formatDecimal } from '@/design/format';
import { call } from '@/host';
import type { PriceList, PriceListLineRow } from '@/host/generated';
import { tagsOf, useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { PriceListDialog } from './PriceListDialog';
import { Period } from './PriceLists';

const pageSize = 200;

async function findItems(q: string, signal: AbortSignal): Promise<Option[]> {
  const { hits } = await call('item.pick', { q, limit: 20 }, signal);
  return hits.map((hit) => ({ id: hit.id, text: hit.name, note: hit.code }));
}

export default function PriceListPage() {
  const id = useParam('id');
  const t = useT();
  const above = { to: '/catalogue/price-lists', title: t('catalogue.price_lists') };
  return (
    <RecordPage answer={useRead('price_list.list', {})} above={above}>
      {({ rows }) => {
        const list = rows.find((one) => one.id === id);
        return list ? (
          <Loaded list={list} above={above} />
        ) : (
          <NoRecord text={t('price_list.gone')} above={above} />
        );
      }}
    </RecordPage>
  );
}

/** The prices of a list that hold the words, page after page. */
function useLines(listId: string, search: string | undefined) {
  const asked = { filter: { price_list_id: listId }, search, limit: pageSize };
  return useInfiniteQuery({
    queryKey: ['price_list', 'price_list.lines', asked],
    queryFn: ({ pageParam, signal }) => call('price_list.lines', { ...asked, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    meta: { tags: tagsOf('price_list.lines', ['item']) },
  });
}

const readAddress = (raw: Record<string, unknown>) => ({ search: textOf(raw.search) });

interface LoadedProps {
  list: PriceList;
  above: Above;
}

function Loaded({ list, above }: LoadedProps) {
  const t = useT();
  const leave = useLeaveDeleted();
  const mayWrite = useMay()('item.write');
  const [editing, setEditing] = useState(false);
  const remove = useWrite('price_list.delete');
  const [{ search }, setAddress] = useAddress(readAddress);
  const [added, setAdded] = useState<{ no: number; name: string } | null>(null);
  const seen = { id: list.id, version: list.version };
  return (
    <div className="page">
      <RecordHead above={above} title={list.name}>
        <span className="text-text-3">
          {list.currency} · {list.for_all ? t('price_list.for_all') : t('price_list.for_some')} ·{' '}
          <Period list={list} />
        </span>
        {mayWrite ? (
          <>
            <Button onPress={() => setEditing(true)}>{t('action.edit')}</Button>
            <MoreMenu
              groups={[
                {
                  id: 'end',
                  actions: [
                    {
                      id: 'delete',
                      title: t('action.delete'),
                      icon: 'trash-2',
                      danger: true,
                      run: () =>
                        remove.mutate(seen, {
                          onSuccess: () => leave('/catalogue/price-lists'),
                          onError: notifyError,
                        }),
                    },
                  ],
                },
              ]}
            />
          </>
        ) : null}
      </RecordHead>
      <div className="page-body">
        {mayWrite ? (
          <AddLine
            key={added?.no}
            list={list}
            again={added !== null}
            onAdded={(name) => {
              setAdded({ no: (added?.no ?? 0) + 1, name });
              setAddress({ search: undefined });
            }}
          />
        ) : null}
        <Lines
          list={list}
          search={search}
          onSearch={(words) => setAddress({ search: words })}
          added={added?.name}
        />
      </div>
      {editing ? <PriceListDialog list={list} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}

interface LinesProps {
  list: PriceList;
  search: string | undefined;
  onSearch: (search: string | undefined) => void;
  /** The item whose price was just added. */
  added: string | undefined;
}

function Lines({ list, search, onSearch, added }: LinesProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const mayWrite = useMay()('item.write');
  const save = useWrite('price_list.save');
  const lines = useLines(list.id, search);
  const rows = lines.data?.pages.flatMap((page) => page.rows) ?? [];
  const read = lines.isSuccess && !lines.isFetching;
  // A long list is read in parts, and what was added may stand on a later one.
  const unseen = added !== undefined && read && rows.every(({ name }) => name !== added);
  return (
    <>
      <div className="price-find">
        <ListSearch label={t('price_list.search')} value={search} onChange={onSearch} />
        <span className="row text-text-2" role="status">
          {added ? t('price_list.added', { name: added }) : null}
        </span>
        {unseen ? (
          <Button size="sm" onPress={() => onSearch(added)}>
            {t('price_list.show_added')}
          </Button>
        ) : null}
      </div>
      <Table
        className="price-lines"
        rows={rows}
        rowId={(line) => line.id}
        columns={[
          {
            title: t('item.name'),
            cell: (line) => (
              <Link to={`/catalogue/items/${line.item_id}`}>
                <span dir="auto">{line.name}</span>
              </Link>
            ),
          },
          { title: t('item.code'), cell: (line) => <bdi className="id">{line.code}</bdi> },
          {
            title: t('price_list.min_quantity'),
            num: true,
            cell: (line) => (line.min_quantity === '0' ? '–' : formatDecimal(line.min_quantity, format)),
          },
          {
            title: t('item.price'),
            num: true,
            cell: (line) => <PriceCell list={list} line={line} disabled={!mayWrite} />,
          },
        ]}
        acts={(line) =>
          mayWrite ? (
            <IconButton
              icon="x"
              size="sm"
              label={t('price_list.remove', { name: line.name })}
              onPress={() =>
                save.mutate(
                  { id: list.id, version: list.version, remove: [line.id] },
                  { onError: notifyError },
                )
              }
            />
          ) : null
        }
      />
      {rows.length === 0 && search && lines.isSuccess ? (
        <EmptyState
          text={t('item.none_match')}
          action={<Button onPress={() => onSearch(undefined)}>{t('search.clear')}</Button>}
        />
      ) : null}
      {lines.hasNextPage ? (
        <Button onPress={() => void lines.fetchNextPage()}>{t('list.show_more')}</Button>
      ) : null}
    </>
  );
}

/** A price that is changed where it stands: Enter or leaving the field keeps it. */
function PriceCell({ list, line, disabled }: { list: PriceList; line: PriceListLineRow; disabled: boolean }) {
  const t = useT();
  const save = useWrite('price_list.save');
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    if (draft === null) return;
    if (draft === line.unit_price) return setDraft(null);
    save.mutate(
      {
        id: list.id,
        version: list.version,
        set: [{ item_id: line.item_id, min_quantity: line.min_quantity, unit_price: draft }],
      },
      { onSuccess: () => setDraft(null), onError: notifyError },
    );
  };
  return (
    <AmountField
      quiet
      label={t('price_list.price_of', { name: line.name })}
      currency={list.currency}
      value={draft ?? line.unit_price}
      onChange={setDraft}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        else event.continuePropagation();
      }}
      isReadOnly={disabled}
      isInvalid={save.isError}
    />
  );
}

interface AddLineProps {
  list: PriceList;
  /** Another one was just added: the keys stay here. */
  again: boolean;
  onAdded: (name: string) => void;
}

function AddLine({ list, again, onAdded }: AddLineProps) {
  const t = useT();
  const save = useWrite('price_list.save');
  const { draft, set, done, note } = useKept(`price_list.line.${list.id}`, {
    item_id: '',
    name: '',
    min_quantity: '',
    unit_price: '',
  });
  const { name, ...line } = draft;
  const submit = () =>
    save.mutate(
      { id: list.id, version: list.version, set: [line] },
      {
        onSuccess: () => {
          done();
          onAdded(name);
        },
      },
    );
  return (
    <Form label={t('price_list.add')} error={save.error} onSubmit={submit} bodyClass="price-add">
      <Suggest
        name="set[0].item_id"
        label={t('kind.item')}
        source="item"
        autoFocus={again}
        value={name}
        find={findItems}
        onPick={(found) => set({ item_id: found.id, name: found.text })}
      />
      <NumberField
        name="set[0].min_quantity"
        label={t('price_list.min_quantity')}
        optional
        value={draft.min_quantity}
        onChange={(min_quantity) => set({ min_quantity })}
      />
      <AmountField
        name="set[0].unit_price"
        label={t('item.price')}
        currency={list.currency}
        value={draft.unit_price}
        onChange={(unit_price) => set({ unit_price })}
      />
      <Button type="submit" icon="plus">
        {t('price_list.add')}
      </Button>
      {note}
    </Form>
  );
}
