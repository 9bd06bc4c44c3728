/** The first page against a scripted core, in every test language. */
import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Home } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import HomePage from './HomePage';

const inr = (amount: string) => ({ amount, currency: 'INR' });

const home: Home = {
  today: '2026-11-22',
  to_collect: { count: 3, amounts: [inr('118000.00'), { amount: '443.74', currency: 'USD' }] },
  overdue: { count: 1, amounts: [inr('59000.00')] },
  invoiced: { count: 0, amounts: [] },
  collected: { count: 2, amounts: [inr('1000.50')] },
  offered: { count: 0, amounts: [] },
  needs_you: [
    {
      kind: 'overdue_invoice',
      id: 'invoice-1',
      title: 'INV/26-27/0001',
      customer: 'Sample Foods',
      amount: inr('59000.00'),
      date: '2026-11-10',
      days: -12,
    },
    {
      kind: 'accepted_estimate',
      id: 'estimate-1',
      title: 'EST/26-27/0001',
      customer: 'Sample Foods',
      amount: inr('900.00'),
      date: '2026-11-20',
      days: -2,
    },
  ],
};

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing on the first page', async () => {
    scriptCore({ 'home.get': () => home });
    await show(<HomePage />, { language, path: '/home', at: '/home' });
    await screen.findByText('INV/26-27/0001');
    await expectAccessible();
  });
});

test('each need leads to its record, and unlike currencies stand apart', async () => {
  scriptCore({ 'home.get': () => home });
  await show(<HomePage />, { path: '/home', at: '/home' });
  const invoice = await screen.findByRole('link', { name: 'INV/26-27/0001' });
  expect(invoice.getAttribute('href')).toContain('/invoices/invoice-1');
  expect(screen.getByRole('link', { name: 'EST/26-27/0001' }).getAttribute('href')).toContain(
    '/estimates/estimate-1',
  );
  expect(screen.getByText('Sample Foods, 12 days overdue')).toBeTruthy();
  expect(screen.getByText('$443.74')).toBeTruthy();
});

test('a figure that the user may not see is not there', async () => {
  scriptCore({ 'home.get': () => ({ ...home, collected: null }) });
  await show(<HomePage />, { path: '/home', at: '/home' });
  expect(await screen.findByText('Offered and still valid')).toBeTruthy();
  expect(screen.queryByText(/Collected/)).toBeNull();
});

test('with nothing to do it says so', async () => {
  scriptCore({ 'home.get': () => ({ ...home, needs_you: [] }) });
  await show(<HomePage />, { path: '/home', at: '/home' });
  expect(await screen.findByText('Nothing needs you today.')).toBeTruthy();
});
