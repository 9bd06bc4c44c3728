import { describe, expect, test, vi } from 'vitest';
import { ApiError } from './contract';
import { httpTransport, readEvents, takeToken } from './http';

test('the token leaves the address and is kept for this tab', () => {
  location.hash = '#token=abc123';
  expect(takeToken()).toBe('abc123');
  expect(location.hash).toBe('');
  expect(takeToken()).toBe('abc123');
});

test('events arrive whole although the stream cuts them anywhere', () => {
  const seen: unknown[] = [];
  let rest = readEvents('data: {"tags":["customer"],"seq":1}\n\nda', (changed) => seen.push(changed));
  expect(rest).toBe('da');
  rest = readEvents(`${rest}ta: {"tags":["contact"],"seq":2}\n\n: beat\n\n`, (changed) => seen.push(changed));
  expect(rest).toBe('');
  expect(seen).toEqual([
    { tags: ['customer'], seq: 1 },
    { tags: ['contact'], seq: 2 },
  ]);
});

describe('a call', () => {
  const answer = (status: number, body: string) => {
    const fetched = vi.fn(async (_address: string, _init: RequestInit) => new Response(body, { status }));
    vi.stubGlobal('fetch', fetched);
    return fetched;
  };

  test('carries the token and marks a preview', async () => {
    const fetched = answer(200, '{"result":{"id":"1"},"changed":["customer"],"undo":null}');
    const reply = await httpTransport('secret').call('customer.create', { name: 'A' }, { preview: true });
    expect(reply.result).toEqual({ id: '1' });
    const [address, init] = fetched.mock.calls[0] ?? [];
    expect(address).toBe('/api/call/customer.create');
    expect(init?.headers).toMatchObject({ 'X-Throughline-Token': 'secret', 'X-Throughline-Preview': '1' });
    expect(init?.body).toBe('{"name":"A"}');
  });

  test.each([
    [
      'a refusal',
      422,
      '{"code":"invalid","message_id":"error.invalid","params":{},"fields":[{"path":"name","message_id":"error.required","params":{}}]}',
      'invalid',
      'error.invalid',
    ],
    ['an answer that is none', 500, '<html>', 'internal', 'error.internal'],
  ])('%s becomes an error with a code and a message', async (_what, status, body, code, messageId) => {
    answer(status, body);
    const failure = await httpTransport('t')
      .call('customer.create', {}, { preview: false })
      .catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ code, messageId });
  });

  test('a core that is gone is told apart from a core that refuses', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
    await expect(httpTransport('t').call('a.b', {}, { preview: false })).rejects.toMatchObject({
      messageId: 'error.unreachable',
    });
  });
});
