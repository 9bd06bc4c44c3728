/**
 * The screens of the demo company, as the areas' manifests name them, and what is wrong with one that is open: shared by the walk
 * in the browser and the one in the real window.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support.mjs';

/** Paths of all screens, from the source of the manifests, so that a new one is walked without being named here; one is named elsewhere. */
export function paths() {
  const areas = join(root, 'ui', 'src', 'areas');
  return readdirSync(areas, { recursive: true })
    .filter((name) => name.endsWith('manifest.ts'))
    .flatMap((name) => [...readFileSync(join(areas, name), 'utf8').matchAll(/path: '([^']+)'/g)])
    .map(([, path]) => path)
    .concat('/settings/keyboard')
    .sort();
}

/** Further faces of screens: the same path shows a draft and an issued paper quite differently. */
const faces = [
  { path: '/invoices/$id', name: 'invoice-draft', filter: { tab: 'draft' } },
  { path: '/invoices/$id', name: 'invoice-overdue', filter: { tab: 'overdue' } },
  { path: '/estimates/$id', name: 'estimate-accepted', filter: { tab: 'accepted' } },
  { path: '/estimates/$id', name: 'estimate-sent', filter: { tab: 'sent' } },
  { path: '/invoices', name: 'invoices-overdue', search: 'tab=overdue' },
  { path: '/deals', name: 'deals-table', search: 'view=table' },
  { path: '/deals', name: 'deals-forecast', search: 'view=forecast' },
  { path: '/payments', name: 'payments-record', search: 'record=new' },
  { path: '/projects/$id', name: 'project', filter: { status: 'in_progress' } },
  ...['board', 'timeline', 'calendar', 'time'].map((tab) => ({
    path: '/projects/$id',
    name: `project-${tab}`,
    filter: { status: 'in_progress' },
    search: `tab=${tab}`,
  })),
  ...['board', 'timeline', 'calendar'].map((view) => ({
    path: '/projects',
    name: `projects-${view}`,
    search: `view=${view}`,
  })),
  { path: '/tasks', name: 'tasks-board', search: 'view=board' },
  { path: '/contracts/$id', name: 'contract', filter: { state: 'running' } },
];

/** What the demo company may not have, so that every screen has something to show. */
function furnish(call) {
  const lacks = (list) => call(list, {}).rows.length === 0;
  if (lacks('price_list.list')) call('price_list.save', { name: 'Resellers', currency: 'INR' });
  if (lacks('lead.list')) call('lead.capture', { text: 'Ramesh Patil, Deccan Tools, Pune, 98220 00000, wants AMC' });
  if (call('activity.list', { filter: { kind: 'visit' } }).rows.length === 0) {
    const { id } = call('customer.list', { limit: 1 }).rows[0];
    call('activity.create', { kind: 'visit', subject: 'Cold room service', record_id: id });
  }
  if (lacks('deal.list')) call('deal.create', { title: 'Pumps for the mill', prospect: 'Deccan Tools' });
}

/** The first row of what a path with an id shows: `/catalogue/price-lists/$id` is of `price_list.list`. */
function firstOf(call, path, filter) {
  const noun = path.split('/').at(-2).replace(/s$/, '').replaceAll('-', '_');
  // A thread is of any kind of record; that of a won deal has all of it.
  if (noun === '$kind') return call('deal.list', { filter: { status: 'won' } }).rows[0];
  // A visit is an activity with a page of its own.
  if (noun === 'visit') return call('activity.list', { filter: { kind: 'visit' } }).rows[0];
  // A week of somebody is a timesheet.
  if (noun === 'week') return call('timesheet.list', {}).rows[0];
  if (noun === 'template') return call('project_template.list', {}).rows[0];
  return call(`${noun}.list`, filter ? { filter } : {}).rows[0];
}

/** What the pictures of a path are called: that of its plain screen, and those of its further faces. */
export const names = (path) => [
  path === '/' ? 'home' : path.slice(1).replace(/\/\$?/g, '-'),
  ...faces.filter((face) => face.path === path).map((face) => face.name),
];

/** Every screen as `{ name, address }`, on a file that `call` runs commands on. */
export function places(call) {
  furnish(call);
  const all = [...paths().map((path) => ({ path })), ...faces];
  return all.map(({ path, name, filter, search }) => {
    const shown = name ?? names(path)[0];
    if (!path.includes('$')) return { name: shown, address: search ? `${path}?${search}` : path };
    const row = firstOf(call, path, filter);
    assert.ok(row, `the demo company has nothing to show at ${path}`);
    const address = path.replace('$kind', 'deal').replace(/\$\w+/, row.id ?? row.brief?.id ?? row.row?.id);
    return { name: shown, address: search ? `${address}?${search}` : address };
  });
}

/** Run in the page: what sticks out of the window sideways and cannot be reached by scrolling its own box. */
export function sticksOut() {
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  // What is only read aloud lies in a box of one pixel.
  const hides = (element) => element.getBoundingClientRect().width <= 1;
  const inBox = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement)
      if (scrolls(box) || hides(box)) return true;
    return false;
  };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || (left >= -1 && right <= innerWidth + 1) || inBox(element)) continue;
    found.push(`${element.tagName.toLowerCase()}.${element.className} to ${Math.round(left)}…${Math.round(right)}`);
  }
  const page = document.documentElement.scrollWidth;
  if (page > innerWidth + 1) found.push(`the page is ${page} wide`);
  return found.slice(0, 5);
}
