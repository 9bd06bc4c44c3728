/** What a draft keeps and loses while it is typed, and how it ends: deleted, or closed with nothing in it. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { ErrorBody } from '@/host';
import { draftKey, writeDraft } from '@/host/drafts';
import type { DraftInput } from '@/host/generated';
import { core, draftInvoice } from '@/test/billing';
import { branch, customer, status } from '@/test/fixtures';
import { show } from '@/test/render';
import InvoicePage from '../InvoicePage';
import NewInvoice from '../NewInvoice';
import { formOf } from './document-form';

const dubai = { ...branch, id: 'branch-2', name: 'Mulshi Gulf', country: 'AE', currency: 'AED' };
const refused: ErrorBody = {
  code: 'invalid',
  message_id: 'error.invalid',
  fields: [{ path: 'lines[0].quantity', message_id: 'error.number', params: {} }],
};
const deleted = {
  'invoice.delete': ({ id, version }: { id: string; version: number }) => ({
    id,
    version: version + 1,
    number: null,
  }),
};

async function edit(head: Partial<DraftInput>, more: Parameters<typeof core>[0] = {}) {
  const draft: DraftInput = {
    customer_id: 'customer-1',
    payment_term: { days: 30 },
    lines: [{ id: 'stored-1', description: 'Structured cabling', quantity: '2', unit_price: '1150' }],
    ...head,
  };
  const scripted = core({ 'invoice.get': () => ({ ...draftInvoice, draft }), ...deleted, ...more });
  const shown = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-9' });
  await screen.findByDisplayValue('Structured cabling');
  return { ...shown, scripted, priced: () => scripted.asked('document.price').at(-1)?.draft };
}

async function begin(more: Parameters<typeof core>[0] = {}, search = '?customer=customer-1') {
  const scripted = core({ ...deleted, ...more });
  const shown = await show(<NewInvoice />, {
    at: `/invoices/new${search}`,
    path: '/invoices/new',
  });
  const close = await screen.findByRole('button', { name: shown.say('action.close') });
  const left = () => waitFor(() => expect(shown.router.state.location.pathname).toBe('/invoices'));
  return { ...shown, scripted, close, left };
}

const copies = () => Object.keys(localStorage).filter((key) => key.startsWith('throughline.draft'));

test('another seller takes no rate along', async () => {
  const head = { currency: 'INR', rate: '1', rate_date: '2026-11-20', rate_source: 'typed' };
  const { user, say, priced } = await edit(head, { 'branch.list': () => ({ rows: [branch, dubai] }) });
  await user.click(screen.getByRole('button', { name: say('document.more') }));
  await user.click(await screen.findByRole('button', { name: new RegExp(say('document.branch')) }));
  await user.click(await screen.findByRole('option', { name: 'Mulshi Gulf' }));
  await waitFor(() => expect(priced()?.branch_id).toBe('branch-2'));
  for (const name of ['rate', 'rate_date', 'rate_source'] as const)
    expect(priced()?.[name], name).toBeUndefined();
  expect(priced()?.currency).toBe('INR');
});

test('choosing the same customer again changes nothing', async () => {
  const head = { deal_id: 'deal-1', contact_id: 'contact-1', language: 'fr', currency: 'EUR', rate: '92' };
  const { user, say, priced } = await edit(head);
  const who = screen.getByRole<HTMLInputElement>('combobox', { name: say('kind.customer') });
  await user.clear(who);
  await user.type(who, 'aar');
  await user.click(await screen.findByRole('option', { name: customer.name }));
  await user.type(screen.getByRole('textbox', { name: new RegExp(`^${say('document.subject')}`) }), 'Racks');
  await waitFor(() => expect(priced()?.subject).toBe('Racks'));
  expect(priced()).toMatchObject({ ...head, payment_term: { days: 30 } });
  expect(who.value).toBe(customer.name);
});

test('the rows of another session share no name with new ones', async () => {
  const session = async () => {
    vi.resetModules();
    const { newKey } = await import('./document-form');
    return [newKey(), newKey()];
  };
  const keys = [...(await session()), ...(await session())];
  expect(new Set(keys).size).toBe(4);
});

const deleteDraft = async ({ user, say }: Awaited<ReturnType<typeof show>>) => {
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('document.delete_draft') }));
};

test('a draft with a field that cannot be read is deleted as it was saved last', async () => {
  const shown = await edit({}, { 'invoice.update': () => refused });
  const { user, say, scripted, router } = shown;
  const quantity = say('lines.cell', { label: say('lines.quantity'), number: '1' });
  await user.type(screen.getByRole('textbox', { name: quantity }), 'abc');
  await deleteDraft(shown);
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices'));
  expect(scripted.asked('invoice.update').length).toBeGreaterThan(0);
  expect(scripted.asked('invoice.delete')).toEqual([{ id: 'invoice-9', version: 1 }]);
  await waitFor(() => expect(copies()).toEqual([]));
});

test('a draft that the core never took is forgotten', async () => {
  const shown = await begin({ 'invoice.create': () => refused });
  await deleteDraft(shown);
  await shown.left();
  expect(shown.scripted.asked('invoice.delete')).toEqual([]);
  await waitFor(() => expect(copies()).toEqual([]));
});

test('a new invoice with nothing but a customer leaves nothing behind when it is closed', async () => {
  const { scripted, user, say, close, left } = await begin();
  await waitFor(() => expect(scripted.asked('invoice.create')).toHaveLength(1));
  await user.click(close);
  await left();
  expect(scripted.asked('invoice.delete')).toEqual([{ id: 'invoice-9', version: 1 }]);
  expect(await screen.findByText(say('command.invoice.delete'))).toBeTruthy();
  await waitFor(() => expect(copies()).toEqual([]));
});

test('closed at once, nothing of it stays', async () => {
  const { scripted, user, say, close, left } = await begin({}, '');
  await user.type(screen.getByRole('combobox', { name: say('kind.customer') }), 'aar');
  await user.click(await screen.findByRole('option', { name: customer.name }));
  await user.click(close);
  await left();
  await new Promise((done) => setTimeout(done, 500));
  expect(copies()).toEqual([]);
  // A busy machine may have saved it before it was closed.
  const made = scripted.asked('invoice.create').length;
  await waitFor(() => expect(scripted.asked('invoice.delete')).toHaveLength(made));
});

test('closed while it is being saved, it is deleted once it is there', async () => {
  let answer: (made: { id: string; version: number; number: null }) => void = () => undefined;
  const { scripted, user, close, left } = await begin({
    'invoice.create': () => new Promise((resolve) => (answer = resolve)),
  });
  await waitFor(() => expect(scripted.asked('invoice.create')).toHaveLength(1));
  await user.click(close);
  answer({ id: 'invoice-9', version: 1, number: null });
  await left();
  expect(scripted.asked('invoice.delete')).toEqual([{ id: 'invoice-9', version: 1 }]);
});

test('one with a subject stays a draft', async () => {
  const { scripted, user, say, close, left } = await begin();
  await user.type(screen.getByRole('textbox', { name: new RegExp(`^${say('document.subject')}`) }), 'Racks');
  await user.click(close);
  await left();
  await waitFor(() =>
    expect(
      [...scripted.asked('invoice.create'), ...scripted.asked('invoice.update')].at(-1)?.draft,
    ).toMatchObject({ subject: 'Racks' }),
  );
  expect(scripted.asked('invoice.delete')).toEqual([]);
});

const afresh = async ({ user, say }: Awaited<ReturnType<typeof show>>) =>
  user.click(await screen.findByRole('button', { name: say('form.start_afresh') }));
const quantityOf = (say: Awaited<ReturnType<typeof show>>['say']) =>
  screen.findByRole('textbox', { name: say('lines.cell', { label: say('lines.quantity'), number: '1' }) });
const addLine = async ({ user, say }: Awaited<ReturnType<typeof show>>) => {
  await user.type(await screen.findByRole('combobox', { name: say('lines.add') }), 'cab');
  await user.click(await screen.findByRole('option', { name: /Structured cabling/ }));
};

test('a new invoice that is started afresh leaves the one before alone', async () => {
  const numbers = [9, 10];
  const file = new Map<string, DraftInput>();
  const script: Parameters<typeof core>[0] = {
    'invoice.create': ({ draft }) => {
      const id = `invoice-${numbers.shift()}`;
      file.set(id, draft);
      return { id, version: 1, number: null };
    },
    'invoice.update': ({ draft, id, version }) => {
      if (JSON.stringify(draft).includes('abc')) return refused;
      file.set(id, draft);
      return { id, version: version + 1, number: null };
    },
  };
  const hasLine = (id: string) => waitFor(() => expect(file.get(id)?.lines).toHaveLength(1));
  const first = await begin(script);
  await addLine(first);
  await hasLine('invoice-9');
  await first.user.type(await quantityOf(first.say), 'abc');
  await first.user.click(first.close);
  await first.left();
  first.unmount();
  const before = file.get('invoice-9');
  const second = await begin(script);
  await afresh(second);
  await addLine(second);
  await hasLine('invoice-10');
  expect(file.get('invoice-9')).toBe(before);
});

const cabling = { id: 'stored-1', description: 'Structured cabling', quantity: '2', unit_price: '1150' };
const draftOf = (more: Partial<DraftInput> = {}): DraftInput => ({
  customer_id: 'customer-1',
  payment_term: { days: 30 },
  lines: [cabling],
  ...more,
});

/** A file in which the draft stands at a version, and that refuses any other. */
function fileAt(version: number, draft: DraftInput) {
  const now = { version, draft };
  const script: Parameters<typeof core>[0] = {
    'invoice.get': () => ({ ...draftInvoice, ...now }),
    'invoice.update': ({ id, version: seen, draft }) => {
      if (seen !== now.version)
        return { code: 'conflict', message_id: 'error.conflict', params: { version: now.version, seen } };
      if (JSON.stringify(draft).includes('abc')) return refused;
      Object.assign(now, { version: seen + 1, draft });
      return { id, version: now.version, number: null };
    },
  };
  return { now, script };
}

test('a draft that is started afresh is written over the version that is in the file', async () => {
  const form = formOf(draftOf({ subject: 'Old copy' }), customer.name);
  writeDraft(draftKey(status.company.id, status.user.id, 'invoice.invoice-9'), {
    id: 'invoice-9',
    version: 1,
    form,
  });
  const { now, script } = fileAt(3, draftOf({ subject: 'In the file' }));
  const shown = await edit({}, script);
  await afresh(shown);
  const subject = screen.getByRole<HTMLInputElement>('textbox', {
    name: new RegExp(`^${shown.say('document.subject')}`),
  });
  expect(subject.value).toBe('In the file');
  await shown.user.type(subject, ' now');
  await waitFor(() => expect(now).toMatchObject({ version: 4, draft: { subject: 'In the file now' } }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a draft that somebody else has changed goes on from theirs, with what was typed', async () => {
  const { now, script } = fileAt(1, draftOf());
  const { user, say } = await edit({}, script);
  Object.assign(now, {
    version: 2,
    draft: draftOf({ subject: 'Theirs', lines: [{ ...cabling, unit_price: '990' }] }),
  });
  await user.type(await quantityOf(say), '5');
  await user.click(await screen.findByRole('button', { name: say('form.newest') }));
  await waitFor(() => expect(now.version).toBe(3));
  expect(now.draft).toMatchObject({ subject: 'Theirs', lines: [{ quantity: '5', unit_price: '990' }] });
  expect(now.draft.lines).toHaveLength(1);
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(screen.getByDisplayValue('Theirs')).toBeTruthy();
});

test('what cannot be saved over theirs is kept for the next time', async () => {
  const { now, script } = fileAt(1, draftOf());
  const first = await edit({}, script);
  Object.assign(now, { version: 2, draft: draftOf({ subject: 'Theirs' }) });
  await first.user.type(await quantityOf(first.say), 'abc');
  await first.user.click(await screen.findByRole('button', { name: first.say('form.newest') }));
  await screen.findByDisplayValue('Theirs');
  await waitFor(() => expect(first.scripted.asked('invoice.update').at(-1)?.version).toBe(2));
  first.unmount();
  await edit({}, script);
  expect(screen.getByDisplayValue('Theirs')).toBeTruthy();
  expect(((await quantityOf(first.say)) as HTMLInputElement).value).toBe('abc');
});

test('days that were being typed for one draft are not those of the next', async () => {
  const other = async ({ user, say }: Awaited<ReturnType<typeof show>>) => {
    await user.click(await screen.findByRole('button', { name: new RegExp(say('document.terms')) }));
    await user.click(await screen.findByRole('option', { name: say('term.own') }));
    return screen.findByRole<HTMLInputElement>('textbox', { name: say('term.own_days') });
  };
  // happy-dom cannot look for a chosen term, whose key is JSON.
  const noTerm = { 'customer.get': () => ({ ...customer, payment_term: null }) };
  const open = () => edit({ payment_term: undefined }, noTerm);
  const first = await open();
  await first.user.type(await other(first), '77');
  await waitFor(() => expect(copies()).not.toEqual([]));
  first.unmount();
  const second = await begin(noTerm);
  expect((await other(second)).value).toBe('');
  second.unmount();
  expect((await other(await open())).value).toBe('77');
});

const subjectOf = (say: Awaited<ReturnType<typeof show>>['say']) =>
  screen.getByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${say('document.subject')}`) });

test('what is typed while a draft is being saved outlives a crash', async () => {
  let answer: () => void = () => undefined;
  const { script } = fileAt(1, draftOf());
  const slow: typeof script = {
    ...script,
    'invoice.update': ({ id, version }) =>
      new Promise((done) => {
        answer = () => done({ id, version: version + 1, number: null });
      }),
  };
  const first = await edit({}, slow);
  const { user, say, scripted } = first;
  await user.type(await quantityOf(say), '5');
  await waitFor(() => expect(scripted.asked('invoice.update')).toHaveLength(1));
  await user.type(subjectOf(say), 'Racks');
  await waitFor(() => expect(localStorage.getItem(copies()[0] ?? '')).toContain('Racks'));
  answer();
  await waitFor(() => expect(scripted.asked('invoice.update')).toHaveLength(2));
  // The program ends here: the second save is never answered.
  first.unmount();
  await edit({}, script);
  expect(subjectOf(say).value).toBe('Racks');
});

test('what is typed while theirs is being read goes over it too', async () => {
  const { now, script } = fileAt(1, draftOf());
  let read: Promise<unknown> = Promise.resolve();
  let answer: () => void = () => undefined;
  const { user, say, scripted } = await edit(
    {},
    {
      ...script,
      'invoice.get': async (request) => {
        await read;
        return script['invoice.get']?.(request) as typeof draftInvoice;
      },
    },
  );
  Object.assign(now, { version: 2, draft: draftOf({ lines: [{ ...cabling, unit_price: '990' }] }) });
  read = new Promise<void>((done) => {
    answer = done;
  });
  await user.type(await quantityOf(say), '5');
  const reads = scripted.asked('invoice.get').length;
  await user.click(await screen.findByRole('button', { name: say('form.newest') }));
  await waitFor(() => expect(scripted.asked('invoice.get').length).toBeGreaterThan(reads));
  await user.type(subjectOf(say), 'Racks');
  answer();
  await waitFor(() =>
    expect(now.draft).toMatchObject({ subject: 'Racks', lines: [{ quantity: '5', unit_price: '990' }] }),
  );
  expect(subjectOf(say).value).toBe('Racks');
});

test('a draft in which nothing is typed follows what others write', async () => {
  const { now, script } = fileAt(1, draftOf());
  const { user, say, scripted } = await edit({}, script);
  Object.assign(now, { version: 2, draft: draftOf({ subject: 'Theirs' }) });
  scripted.change(['invoice']);
  expect(await screen.findByDisplayValue('Theirs')).toBeTruthy();
  await user.type(subjectOf(say), ', too');
  await waitFor(() => expect(now).toMatchObject({ version: 3, draft: { subject: 'Theirs, too' } }));
  expect(screen.queryByRole('alert')).toBeNull();
  await waitFor(() => expect(copies()).toEqual([]));
});

test('a draft in which something is typed says that others have changed it, and keeps it', async () => {
  const { now, script } = fileAt(1, draftOf());
  const { user, say, scripted } = await edit({}, script);
  await user.type(await quantityOf(say), '5');
  Object.assign(now, { version: 2, draft: draftOf({ subject: 'Theirs' }) });
  scripted.change(['invoice']);
  expect(await screen.findByRole('button', { name: say('form.newest') })).toBeTruthy();
  expect(screen.getByDisplayValue('5')).toBeTruthy();
  expect(now.draft.lines?.[0]?.quantity).toBe('2');
});
