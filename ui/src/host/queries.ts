/**
 * The page's copy of what the core said. A copy is good until the core names one of its tags as changed; it never
 * grows old by time, since nobody but the core can change the file.
 */
import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { Tag } from './generated';
import {
  ApiError,
  type CommandName,
  call,
  type Reply,
  type RequestOf,
  type ResponseOf,
  run,
  subscribe,
} from './index';
import { offerUndo, sayDone, showWarnings, trackWrite } from './undo';

type Meta = { tags?: ReadonlySet<string> };

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: Meta;
  }
}

/** How long changed tags are gathered, so that a reply and its own event fetch once. */
const gatherMs = 8;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

const known = new Map<string, Set<string>>();

/**
 * Tags that make a command's copies stale: the noun it is about, and any others it reads. There is one set for a command, whoever
 * asked it: two screens that name different tags share a copy.
 */
export function tagsOf(command: string, also: readonly Tag[] = []): ReadonlySet<string> {
  const tags = known.get(command) ?? new Set([nounOf(command)]);
  known.set(command, tags);
  for (const tag of also) tags.add(tag);
  return tags;
}

/** What a command is about: `customer` of `customer.get`. */
export const nounOf = (command: string): string => command.split('.')[0] ?? command;

const pending = new WeakMap<QueryClient, { tags: Set<string>; timer: ReturnType<typeof setTimeout> }>();

/** Marks everything that carries one of the tags as stale and fetches again what is on screen. */
export function invalidate(client: QueryClient, tags: Iterable<string>): void {
  const waiting = pending.get(client);
  if (waiting) {
    for (const tag of tags) waiting.tags.add(tag);
    return;
  }
  const gathered = new Set(tags);
  const timer = setTimeout(() => {
    pending.delete(client);
    void client.invalidateQueries({
      predicate: (query) => {
        return [...gathered].some((tag) => query.meta?.tags?.has(tag));
      },
    });
  }, gatherMs);
  pending.set(client, { tags: gathered, timer });
}

/** Follows the core's events for as long as the window lives. */
export function useChangedEvents(client: QueryClient): void {
  useEffect(() => subscribe((changed) => invalidate(client, changed.tags)), [client]);
}

export interface ReadOptions {
  /** Further tags that make this read stale. */
  also?: readonly Tag[];
  /** Whether to ask at all. */
  enabled?: boolean;
  /** Keeps what was shown until the new answer is there. */
  keep?: boolean;
}

/** The key and function of one read, for `useQuery`, `useQueries` and prefetching alike. */
export function readQuery<Name extends CommandName>(
  command: Name,
  payload: RequestOf<Name>,
  also?: readonly Tag[],
) {
  return {
    queryKey: [nounOf(command), command, payload] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => call(command, payload, signal),
    meta: { tags: tagsOf(command, also) },
  };
}

/** Reads through a command and reads again whenever the core changes what it read. */
export function useRead<Name extends CommandName>(
  command: Name,
  payload: RequestOf<Name>,
  { also, enabled = true, keep = false }: ReadOptions = {},
): UseQueryResult<ResponseOf<Name>, ApiError> {
  return useQuery<ResponseOf<Name>, ApiError>({
    ...readQuery(command, payload, also),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/**
 * Writes through a command. What it changed is fetched again, an undo is offered for eight seconds where there is one,
 * warnings are shown. Errors stay with the caller, which shows them at their fields.
 */
export function useWrite<Name extends CommandName>(command: Name, { silent = false } = {}) {
  const running = useRef(new Set<string>());
  const mutation = useMutation<Reply<ResponseOf<Name>>, ApiError, RequestOf<Name>>({
    onSettled: (_reply, _error, payload) => void running.current.delete(JSON.stringify(payload)),
    mutationFn: (payload) =>
      trackWrite(run(command, payload)).catch((cause: unknown) => {
        throw ApiError.from(cause);
      }),
    // What was changed meanwhile is read again, should the page have missed it.
    onError: (error, _payload, _onMutate, context) =>
      error.code === 'conflict' ? context.client.invalidateQueries() : undefined,
    onSuccess: (reply, _payload, _onMutate, context) => {
      invalidate(context.client, reply.changed);
      if (reply.undo && !silent) offerUndo(reply.undo);
      else if (reply.changed.length > 0 && !silent) sayDone(command);
      showWarnings(reply.result);
    },
  });
  const { mutate } = mutation;
  /** A second press while the first one is on its way asks for nothing new. */
  const once: typeof mutate = useCallback(
    (...asked) => {
      const payload = JSON.stringify(asked[0]);
      if (running.current.has(payload)) return;
      running.current.add(payload);
      mutate(...asked);
    },
    [mutate],
  );
  return { ...mutation, mutate: once };
}

/** Commands that change fields of a record. */
type ChangeName = {
  [Name in CommandName]: RequestOf<Name> extends { id: string; version: number; set: object } ? Name : never;
}[CommandName];

/** Changes fields of a row where it stands. Undo is offered; a refusal is the caller's to show. */
export function useChange<Name extends ChangeName>(command: Name) {
  const { mutateAsync } = useWrite(command);
  return useCallback(
    (row: { id: string; version: number }, set: RequestOf<Name>['set']) =>
      mutateAsync({ id: row.id, version: row.version, set } as RequestOf<Name>),
    [mutateAsync],
  );
}
