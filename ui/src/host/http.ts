/** The core behind loopback HTTP (`throughline-cli serve`). The only file that uses `fetch`. */
import { ApiError, type Changed, type ErrorBody, type Reply, type StagedFile } from './contract';
import type { Transport } from './transport';

const tokenKey = 'throughline.token';
const reconnectDelayMs = 1_000;

/**
 * Takes the token out of the address (`#token=…`), so that it is neither bookmarked nor shown, and keeps it for this
 * tab: a reload of the same tab must still be let in.
 */
export function takeToken(): string {
  const match = /^#token=([^&]+)$/.exec(location.hash);
  if (match?.[1]) {
    sessionStorage.setItem(tokenKey, match[1]);
    history.replaceState(null, '', location.pathname + location.search);
    return match[1];
  }
  return sessionStorage.getItem(tokenKey) ?? '';
}

async function refusal(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as ErrorBody | null;
  if (body?.message_id) return new ApiError(body);
  return new ApiError({
    code: 'internal',
    message_id: 'error.internal',
    params: { detail: `HTTP ${response.status}` },
  });
}

/** Takes whole events out of what has arrived so far and returns the unfinished rest. */
export function readEvents(text: string, listener: (changed: Changed) => void): string {
  const parts = text.split('\n\n');
  const rest = parts.pop() ?? '';
  for (const part of parts) {
    for (const line of part.split('\n')) {
      if (line.startsWith('data:')) listener(JSON.parse(line.slice(5)) as Changed);
    }
  }
  return rest;
}

/** The browser's own way of choosing files; it opens for a press of a button and tells when nothing was chosen. */
function picked(pictures: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    if (pictures) input.accept = 'image/png,image/jpeg';
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

export function httpTransport(token: string): Transport {
  const post = async (
    address: string,
    body: string | Blob,
    headers: Record<string, string>,
    signal?: AbortSignal,
  ) => {
    let response: Response;
    try {
      response = await fetch(address, {
        method: 'POST',
        headers: { 'X-Throughline-Token': token, ...headers },
        body,
        signal: signal ?? null,
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new ApiError({ code: 'internal', message_id: 'error.unreachable' });
    }
    if (!response.ok) throw await refusal(response);
    return response;
  };

  const ask = (address: string, payload: unknown, headers: Record<string, string>, signal?: AbortSignal) =>
    post(address, JSON.stringify(payload), { 'Content-Type': 'application/json', ...headers }, signal);

  const stage = async (files: readonly File[]): Promise<StagedFile[]> => {
    const headers = { 'Content-Type': 'application/octet-stream' };
    const all: StagedFile[] = [];
    // One after the other: each is held in memory on both sides.
    for (const file of files) {
      const staged = (await (await post('/api/file', file, headers)).json()) as StagedFile;
      all.push({ ...staged, name: file.name });
    }
    return all;
  };

  /** Reads one connection to its end. A reader is used because WebKitGTK cannot iterate a stream. */
  const readStream = async (listener: (changed: Changed) => void, signal: AbortSignal) => {
    const response = await fetch('/api/events', { headers: { 'X-Throughline-Token': token }, signal });
    if (!response.ok || !response.body) return;
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest = readEvents(rest + decoder.decode(value, { stream: true }), listener);
    }
  };

  return {
    async call(command, payload, { preview, signal }) {
      const headers: Record<string, string> = preview ? { 'X-Throughline-Preview': '1' } : {};
      const response = await ask(`/api/call/${command}`, payload, headers, signal);
      return (await response.json()) as Reply<unknown>;
    },

    async bytes(command, payload, signal) {
      return (await ask(`/api/bytes/${command}`, payload, {}, signal)).blob();
    },

    choose: async (pictures) => stage(await picked(pictures)),

    stage,

    subscribe(listener) {
      const abort = new AbortController();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const run = () => {
        void readStream(listener, abort.signal)
          .catch(() => undefined)
          .then(() => {
            if (!abort.signal.aborted) timer = setTimeout(run, reconnectDelayMs);
          });
      };
      run();
      return () => {
        clearTimeout(timer);
        abort.abort();
      };
    },
  };
}
