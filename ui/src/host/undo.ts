/** Undo instead of confirmation: each write leaves a toast that can take it back, and so can Ctrl+Z. */
import { ApiError, call, preview, run, type UndoHandle, type Warning } from './index';

/** How long a toast stays; reading or pointing at it stops the clock. */
export const undoWindowMs = 8_000;

/** One message at the end corner of the window. */
export interface Notice {
  tone: 'ok' | 'warn' | 'danger';
  messageId: string;
  params?: Record<string, unknown>;
  /** The actions that Undo takes back, oldest first. */
  undoSeqs?: readonly number[];
}

type Listener = (notice: Notice) => void;
const listeners = new Set<Listener>();
/** Notices that came while nobody listened. */
let waiting: Notice[] = [];
const changedListeners = new Set<(tags: string[]) => void>();
const spentListeners = new Set<(seqs: readonly number[]) => void>();
/** What this window did, newest last: actions that belong together, or the name of a command that cannot be taken back. */
let stack: (readonly number[] | string)[] = [];
/** The newest action of the file of which it was said that it cannot be taken back. */
let passed: number | undefined;
/** Another one once another file is open. */
let opened = {};

/** Writes that nobody has answered yet. */
const onTheirWay = new Set<Promise<unknown>>();
/** The press of Ctrl+Z that waits for them: further ones ask for nothing more. */
let press: object | null = null;

/** Lets the toast region hear of notices. */
export function onNotice(listener: Listener): () => void {
  listeners.add(listener);
  for (const notice of waiting) listener(notice);
  waiting = [];
  return () => listeners.delete(listener);
}

/** Lets the query client hear what an undo changed. */
export function onUndone(listener: (tags: string[]) => void): () => void {
  changedListeners.add(listener);
  return () => changedListeners.delete(listener);
}

/** Lets the toast region hear which offers to undo were taken, by whatever key or button. */
export function onSpent(listener: (seqs: readonly number[]) => void): () => void {
  spentListeners.add(listener);
  return () => spentListeners.delete(listener);
}

export function notify(notice: Notice): void {
  // Between two windows of the program nobody shows notices; what is said then is said when somebody does.
  if (listeners.size === 0) waiting.push(notice);
  for (const listener of listeners) listener(notice);
}

export function notifyError(cause: unknown): void {
  const error = ApiError.from(cause);
  const first = error.fields[0];
  notify({
    tone: 'danger',
    messageId: first?.message_id ?? error.messageId,
    params: first?.params ?? error.params,
  });
}

export function offerUndo(undo: UndoHandle): void {
  offerUndoOf([undo.seq], `command.${undo.command}`);
}

/** Says what was done when it cannot be taken back; whoever presses Ctrl+Z then is told so, instead of losing what was done before. */
export function sayDone(command: string): void {
  stack.push(command);
  notify({ tone: 'ok', messageId: `command.${command}` });
}

/** Offers to take back several actions as one. */
export function offerUndoOf(
  seqs: readonly number[],
  messageId: string,
  params?: Record<string, unknown>,
): void {
  if (seqs.length === 0) return;
  stack.push(seqs);
  notify({ tone: 'ok', messageId, params, undoSeqs: seqs });
}

/** Results of writes carry what looks wrong but is allowed. */
export function showWarnings(result: unknown): void {
  const warnings = (result as { warnings?: Warning[] } | null)?.warnings ?? [];
  for (const warning of warnings) {
    notify({ tone: 'warn', messageId: warning.message_id, params: warning.params ?? {} });
  }
}

/**
 * Takes actions back, newest first. The core refuses when somebody has built on one of them, and says why. What failed in passing, since
 * the file was busy or the core not reached, is still the newest to take back.
 */
export async function undo(seqs: readonly number[]): Promise<void> {
  stack = stack.filter((other) => other !== seqs);
  for (const listener of spentListeners) listener(seqs);
  const [here, left] = [opened, [...seqs]];
  let command = '';
  try {
    for (const seq of seqs.toReversed()) {
      const reply = await run('history.undo', { seq });
      left.pop();
      command = reply.result.command;
      for (const listener of changedListeners) listener(reply.changed);
    }
    notify(
      seqs.length === 1
        ? { tone: 'ok', messageId: 'undo.done_of', params: { command } }
        : { tone: 'ok', messageId: 'undo.done' },
    );
  } catch (cause) {
    const { code } = ApiError.from(cause);
    if (here === opened && (code === 'storage' || code === 'internal')) putBack(left);
    notifyError(cause);
  }
}

/** Puts actions back where they stood, before whatever was done later. */
function putBack(seqs: readonly number[]): void {
  const last = seqs.at(-1) ?? 0;
  const later = stack.findIndex((other) => typeof other !== 'string' && (other.at(-1) ?? 0) > last);
  stack.splice(later < 0 ? stack.length : later, 0, seqs);
}

/** Names a write that `undoNewest` has to wait for: it means what was done last, answered or not. */
export function trackWrite<Answer>(write: Promise<Answer>): Promise<Answer> {
  onTheirWay.add(write);
  const end = () => void onTheirWay.delete(write);
  write.then(end, end);
  return write;
}

/** Whether all writes that are on their way were taken, once they are answered. */
async function allTaken(): Promise<boolean> {
  while (onTheirWay.size > 0) {
    const answers = await Promise.allSettled(onTheirWay);
    if (answers.some(({ status }) => status === 'rejected')) return false;
    // Whoever asked for it says first what can be taken back of it.
    await new Promise((done) => setTimeout(done));
  }
  return true;
}

/** Says that what was done last stays, and that the next press means what was done before it. */
function sayKept(command: string): void {
  notify({ tone: 'warn', messageId: 'undo.kept', params: { command } });
}

/** Where this window has nothing left to take back, what was done before it was opened is; the notice says what that was. */
async function undoInFile(): Promise<void> {
  try {
    const { action, is_offered: isOffered } = await call('history.newest', { before: passed });
    if (action === null) {
      notify({ tone: 'warn', messageId: 'undo.nothing' });
      return;
    }
    const takes = isOffered && (await preview('history.undo', { seq: action.seq }).then(truly, falsely));
    if (!takes) {
      passed = action.seq;
      sayKept(action.command);
      return;
    }
    const reply = await run('history.undo', { seq: action.seq });
    for (const listener of changedListeners) listener(reply.changed);
    notify({ tone: 'ok', messageId: 'undo.done_of', params: { command: action.command } });
  } catch (cause) {
    notifyError(cause);
  }
}

const truly = () => true;
const falsely = () => false;

/**
 * Takes back the newest action of this window, else the newest that the file knows of. What cannot be taken back is said to be so, and
 * only then what was done before it is meant. However often it is asked for while a write is on its way, that one action is meant.
 */
export async function undoNewest(): Promise<void> {
  if (press !== null) return;
  const mine = {};
  press = mine;
  const isTaken = await allTaken();
  if (press !== mine) return;
  press = null;
  if (!isTaken) return;
  const newest = stack.at(-1);
  if (newest === undefined) await undoInFile();
  else if (typeof newest === 'string') {
    stack.pop();
    sayKept(newest);
  } else await undo(newest);
}

/** Forgets what could be taken back, and what is waited for: another file is open. */
export function forgetUndo(): void {
  stack = [];
  passed = undefined;
  opened = {};
  press = null;
  onTheirWay.clear();
}
