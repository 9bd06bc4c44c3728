/** Files of a record, the pictures of a letterhead, and the signature of a visit: what is asked of the core and said. */
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import VisitPage from '@/areas/sales/VisitPage';
import BranchSettings from '@/areas/settings/BranchSettings';
import type { Activity, Attachment } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { users } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { Attachments } from './Attachments';

const plan: Attachment = {
  id: 'attachment-1',
  name: 'plan.pdf',
  media: 'application/pdf',
  size: 640_000,
  picture: false,
  added_by: 'Asha Kulkarni',
  added_ms: 1_795_320_000_000,
};

const visit: Activity = {
  row: {
    brief: {
      id: 'visit-1',
      kind: 'visit',
      subject: 'Chiller service',
      due_date: '2026-11-23',
      due_time: null,
      late: null,
    },
    version: 3,
    record_id: 'customer-1',
    record_kind: 'customer',
    record_title: 'Aarohi Foods Pvt Ltd',
    customer_id: 'customer-1',
    customer: 'Aarohi Foods Pvt Ltd',
    due_ms: null,
    minutes: null,
    promise: false,
    done_ms: null,
    outcome: '',
    at_ms: 1_795_320_000_000,
    amount: null,
    owner_id: 'user-1',
    owner: 'Asha Kulkarni',
  },
  notes: 'Filters changed',
  place: 'Plant 2',
  arrival_ms: 1_795_320_000_000,
  leaving_ms: null,
  signature_id: null,
  signed_by: '',
  visit_day: '2026-11-22',
  arrival: '09:30',
  leaving: null,
  created_ms: 1_795_000_000_000,
};

/** A canvas that draws nothing and gives one picture, since the test's window has no drawing. */
function fakeCanvas() {
  const context = {
    clearRect: vi.fn(),
    fillText: vi.fn(),
    measureText: () => ({ width: 100 }),
    beginPath: vi.fn(),
    moveTo: vi.fn(),
    lineTo: vi.fn(),
    stroke: vi.fn(),
  };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,c2lnbmVk');
  return context;
}

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('files of a record', () => {
  it.each(testLocales)('are listed, added and taken out, in $name', async (language) => {
    const core = scriptCore({
      'attachment.list': () => ({ rows: [plan] }),
      'attachment.choose': () => ({ files: [{ name: 'order.pdf', hash: 'a'.repeat(64), size: 9 }] }),
      'attachment.add': () => ({ ids: ['attachment-2'] }),
      'attachment.withdraw': () => ({ ids: ['attachment-1'] }),
    });
    const { user, say } = await show(<Attachments recordId="customer-1" mayWrite />, { language });
    expect(await screen.findByText('plan.pdf')).toBeTruthy();
    expect(screen.getByText(/640/)).toBeTruthy();
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: say('files.add') }));
    await waitFor(() =>
      expect(core.asked('attachment.add')).toEqual([
        { record_id: 'customer-1', files: [{ name: 'order.pdf', hash: 'a'.repeat(64) }] },
      ]),
    );
    await user.click(screen.getByRole('button', { name: say('files.withdraw', { name: 'plan.pdf' }) }));
    await waitFor(() => expect(core.asked('attachment.withdraw')).toEqual([{ id: 'attachment-1' }]));
  });

  it('are not offered to who may only read, and not shown when there are none', async () => {
    scriptCore({ 'attachment.list': () => ({ rows: [] }) });
    const { container } = await show(<Attachments recordId="customer-1" mayWrite={false} />);
    expect(container.querySelector('section')).toBeNull();
  });
});

describe('a letterhead', () => {
  it('takes a logo that the person chose', async () => {
    const branch = {
      id: 'branch-1',
      doubts: [],
      name: 'Mulshi',
      version: 4,
      country: 'IN',
      currency: 'INR',
      logo_hash: '',
      signature_hash: 'b'.repeat(64),
    };
    const core = scriptCore({
      'branch.list': () => ({ rows: [branch] }) as never,
      'branch.set_picture': () => ({ version: 5, warnings: [] }),
      'attachment.choose': () => ({ files: [{ name: 'logo.png', hash: 'c'.repeat(64), size: 9 }] }),
      'user.list': () => users as never,
    });
    const { user, say } = await show(<BranchSettings />);
    await user.click(await screen.findByRole('button', { name: say('branch.choose.logo') }));
    const file = { name: 'logo.png', hash: 'c'.repeat(64) };
    await waitFor(() =>
      expect(core.asked('branch.set_picture')).toEqual([{ id: 'branch-1', version: 4, which: 'logo', file }]),
    );
    await user.click(screen.getByRole('button', { name: say('branch.remove.signature') }));
    await waitFor(() =>
      expect(core.asked('branch.set_picture')[1]).toEqual({ id: 'branch-1', version: 4, which: 'signature' }),
    );
  });
});

describe('a visit', () => {
  it.each(testLocales)('is left, and signed by keyboard, in $name', async (language) => {
    const context = fakeCanvas();
    const core = scriptCore({
      'activity.get': () => visit,
      'attachment.list': () => ({ rows: [] }),
      'document.pages': () => ({ pages: 1, warnings: [] }),
      'activity.leave': () => ({ id: 'visit-1', version: 4 }),
      'activity.sign': () => ({ id: 'visit-1', version: 4 }),
    });
    const { user, say } = await show(<VisitPage />, { language, at: '/visits/visit-1', path: '/visits/$id' });
    expect(await screen.findByText('Chiller service')).toBeTruthy();
    expect(screen.getByText('09:30')).toBeTruthy();
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: say('visit.leave') }));
    await waitFor(() => expect(core.asked('activity.leave')).toEqual([{ id: 'visit-1', version: 3 }]));
    await user.click(screen.getByRole('button', { name: say('visit.sign') }));
    const keep = await screen.findByRole('button', { name: new RegExp(`^${say('visit.sign_save')}`) });
    expect(keep.hasAttribute('disabled')).toBe(true);
    await user.type(screen.getByRole('textbox', { name: say('visit.signed_by') }), 'Sunita Rao');
    await user.type(
      screen.getByRole('textbox', { name: new RegExp(`^${say('signature.typed')}`) }),
      'S. Rao',
    );
    expect(context.fillText).toHaveBeenLastCalledWith('S. Rao', 360, 120, 672);
    await expectAccessible();
    await user.click(keep);
    await waitFor(() =>
      expect(core.asked('activity.sign')).toEqual([
        { id: 'visit-1', version: 3, signed_by: 'Sunita Rao', signature: 'c2lnbmVk' },
      ]),
    );
  });
});
