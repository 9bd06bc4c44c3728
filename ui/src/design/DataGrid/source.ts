/**
 * Pages of a list, fetched as they are looked at. Filters, order, totals and sums are the core's work: the page keeps
 * what it was given and asks for the next hundred rows.
 */
import { type QueryClient, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type ApiError, type CommandName, call, type Money, type RequestOf, type ResponseOf } from '@/host';
import type { Tag } from '@/host/generated';
import { nounOf, tagsOf } from '@/host/queries';

export const pageSize = 100;
/** Local reads show nothing before this: a skeleton that flashes is worse than none. */
export const patienceMs = 120;

/** Commands that answer a page of rows. */
export type ListName = {
  [Name in CommandName]: ResponseOf<Name> extends { rows: unknown[]; next: string | null } ? Name : never;
}[CommandName];

/** Commands that answer the count, and perhaps sums, of a whole list. */
export type SummaryName = {
  [Name in CommandName]: ResponseOf<Name> extends { count: number } ? Name : never;
}[CommandName];

export type RowOf<Name extends ListName> = ResponseOf<Name> extends { rows: (infer Row)[] } ? Row : never;

export interface Sort {
  column: string;
  descending: boolean;
}

/** What is asked of a list; equal queries share their pages. */
export interface ListQuery {
  filter?: unknown;
  search?: string;
  sort?: Sort;
}

export interface Summary {
  count: number;
  sums?: Record<string, Money>;
}

export interface ListSource<Row> {
  /** Rows in the whole view; `undefined` until the core has said. */
  count: number | undefined;
  summary: Summary | undefined;
  row(index: number): Row | undefined;
  /** Where a row stands among those that are at hand; −1 when it is none of them. */
  find(is: (row: Row) => boolean): number;
  /** Tells which rows are on screen. */
  show(first: number, last: number): void;
  /** The wait has become noticeable: bones may be drawn. */
  late: boolean;
  error: ApiError | null;
  /** Rows from the start of the view, for choosing all of them. */
  head(limit: number): Promise<Row[]>;
  /** Reads again what is on screen; resolves when it is here. */
  refresh(): Promise<void>;
  /** The question as text: with another, the list begins anew. */
  asked: string;
}

interface RowPage<Row> {
  rows: Row[];
  next: string | null;
}

const pageKey = (list: string, query: ListQuery, page: number) => [nounOf(list), list, query, page] as const;

/** The cursor that continues the page before this one, when that page is at hand and still true. */
function cursorOf(client: QueryClient, list: string, query: ListQuery, page: number): string | undefined {
  if (page === 0) return undefined;
  const before = client.getQueryState<RowPage<unknown>>(pageKey(list, query, page - 1));
  return before && !before.isInvalidated ? (before.data?.next ?? undefined) : undefined;
}

interface Wanted<Name extends ListName> {
  list: Name;
  summary: SummaryName;
  query: ListQuery;
  /** Further tags that make the list stale. */
  also?: readonly Tag[];
}

/** True once `waiting` has lasted longer than people overlook. */
function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [waiting]);
  return late && waiting;
}

export function useListSource<Name extends ListName>({
  list,
  summary,
  query,
  also,
}: Wanted<Name>): ListSource<RowOf<Name>> {
  type Row = RowOf<Name>;
  const client = useQueryClient();
  const [pages, setPages] = useState<readonly [number, number]>([0, 0]);
  const tags = tagsOf(list, also);
  const signature = JSON.stringify(query);

  const totals = useQuery<Summary, ApiError>({
    queryKey: [nounOf(list), summary, query.filter, query.search],
    queryFn: ({ signal }) =>
      call(
        summary,
        { filter: query.filter, search: query.search } as RequestOf<SummaryName>,
        signal,
      ) as Promise<Summary>,
    meta: { tags },
  });

  const numbers = Array.from({ length: pages[1] - pages[0] + 1 }, (_, index) => pages[0] + index);
  const answers = useQueries({
    queries: numbers.map((page) => ({
      queryKey: pageKey(list, query, page),
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        const after = cursorOf(client, list, query, page);
        const place = after === undefined ? (page === 0 ? {} : { offset: page * pageSize }) : { after };
        return call(list, { ...query, ...place, limit: pageSize } as RequestOf<Name>, signal) as Promise<
          RowPage<Row>
        >;
      },
      meta: { tags },
      gcTime: 60_000,
    })),
  });

  const byPage = new Map<number, readonly Row[]>();
  numbers.forEach((page, index) => {
    const rows = answers[index]?.data?.rows;
    if (rows) byPage.set(page, rows);
  });
  const firstPage = answers[0]?.data;
  const count =
    totals.data?.count ?? (pages[0] === 0 && firstPage?.next === null ? firstPage.rows.length : undefined);
  const waiting = answers.some((answer) => answer.isPending);
  const late = useLate(waiting);

  // What was on screen stays until the answer to a new question is here, unless that takes noticeably long.
  const shown = useRef({ signature, count, byPage });
  const complete = !waiting && count !== undefined;
  if (complete || late || shown.current.signature === signature) shown.current = { signature, count, byPage };
  const view = shown.current;

  const show = useCallback((first: number, last: number) => {
    const from = Math.max(0, Math.floor(first / pageSize));
    const to = Math.max(from, Math.floor(last / pageSize));
    setPages((before) => (before[0] === from && before[1] === to ? before : [from, to]));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question is looked at from its first row.
  useEffect(() => setPages([0, 0]), [signature]);

  const head = useCallback(
    async (limit: number) => {
      const asked = JSON.parse(signature) as ListQuery;
      const rows: Row[] = [];
      let after: string | null = null;
      do {
        const request = {
          ...asked,
          ...(after === null ? {} : { after }),
          limit: pageSize,
        } as RequestOf<Name>;
        const page = (await call(list, request)) as unknown as RowPage<Row>;
        rows.push(...page.rows);
        after = page.next;
      } while (after !== null && rows.length < limit);
      return rows.slice(0, limit);
    },
    [list, signature],
  );

  const noun = nounOf(list);
  const refresh = useCallback(async () => {
    await client.invalidateQueries({ queryKey: [noun, list] });
    // Whoever reads a query hears of its answer in the turn after.
    await new Promise((done) => setTimeout(done));
  }, [client, noun, list]);

  return useMemo(
    () => ({
      count: view.count,
      summary: totals.data,
      row: (index: number) => view.byPage.get(Math.floor(index / pageSize))?.[index % pageSize],
      find: (is: (row: Row) => boolean) => {
        for (const [page, rows] of view.byPage) {
          const at = rows.findIndex(is);
          if (at >= 0) return page * pageSize + at;
        }
        return -1;
      },
      show,
      late,
      error: answers.find((answer) => answer.error)?.error ?? totals.error,
      head,
      refresh,
      asked: signature,
    }),
    [signature, view, totals.data, totals.error, show, late, answers, head, refresh],
  ) as ListSource<Row>;
}
