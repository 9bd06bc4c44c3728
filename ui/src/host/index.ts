/**
 * The one door to the core. Screens use `call`, `preview` and `bytes`; which transport carries them is chosen once.
 */
import { ApiError, type Changed, type HostCommands, type Reply, type StagedFile } from './contract';
import type { ByteCommands, Commands as CoreCommands } from './generated';
import { httpTransport, takeToken } from './http';
import { inDesktopWindow, tauriTransport } from './tauri';
import type { Transport } from './transport';

export {
  ApiError,
  type Backup,
  type BackupStatus,
  type BackupTier,
  type Badge,
  type Changed,
  type Checked,
  type Counted,
  type ErrorBody,
  type FieldError,
  type Money,
  type NewFile,
  type PaperOut,
  type RecentFile,
  type Reply,
  type Restored,
  type StagedFile,
  type Trial,
  type UndoHandle,
  type Warning,
} from './contract';
export type { Transport } from './transport';

/** Every command by its name: those of the core, generated from Rust, and those of the host. */
export type Commands = CoreCommands & HostCommands;

/** The name of a command, `noun.verb`. */
export type CommandName = keyof Commands & string;
export type RequestOf<Name extends CommandName> = Commands[Name]['request'];
export type ResponseOf<Name extends CommandName> = Commands[Name]['response'];

let transport: Transport | undefined;

function current(): Transport {
  transport ??= inDesktopWindow() ? tauriTransport() : httpTransport(takeToken());
  return transport;
}

/** Puts another transport in place; component tests speak to a scripted core through it. */
export function setTransport(next: Transport | undefined): void {
  transport = next;
}

async function send(
  command: string,
  payload: unknown,
  options: { preview: boolean; signal?: AbortSignal },
): Promise<Reply<unknown>> {
  const mark = `ipc:${command}`;
  const start = performance.now();
  try {
    return await current().call(command, payload, options);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw ApiError.from(cause);
  } finally {
    performance.measure(mark, { start });
  }
}

/** Runs a command and answers its result alone: for reads. */
export async function call<Name extends CommandName>(
  command: Name,
  payload: RequestOf<Name>,
  signal?: AbortSignal,
): Promise<ResponseOf<Name>> {
  return (await send(command, payload, { preview: false, signal })).result as ResponseOf<Name>;
}

/** Runs a command and answers everything it said: result, changed tags, undo, warnings. For writes. */
export async function run<Name extends CommandName>(
  command: Name,
  payload: RequestOf<Name>,
): Promise<Reply<ResponseOf<Name>>> {
  return (await send(command, payload, { preview: false })) as Reply<ResponseOf<Name>>;
}

/** Runs a write and rolls it back: what would happen, with its warnings. */
export async function preview<Name extends CommandName>(
  command: Name,
  payload: RequestOf<Name>,
  signal?: AbortSignal,
): Promise<Reply<ResponseOf<Name>>> {
  return (await send(command, payload, { preview: true, signal })) as Reply<ResponseOf<Name>>;
}

/** Runs a command that answers octets. */
export async function bytes<Name extends keyof ByteCommands & string>(
  command: Name,
  payload: ByteCommands[Name]['request'],
  signal?: AbortSignal,
): Promise<Blob> {
  try {
    return await current().bytes(command, payload, signal);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw ApiError.from(cause);
  }
}

/** Asks the person for files; their bytes lie beside the company file afterwards, and a command names them by their hash. */
export async function choose(pictures: boolean): Promise<StagedFile[]> {
  try {
    return await current().choose(pictures);
  } catch (cause) {
    throw ApiError.from(cause);
  }
}

/** Puts files that were dropped on the page beside the company file; as with `choose`, a command names them by their hash. */
export async function stage(files: readonly File[]): Promise<StagedFile[]> {
  try {
    return await current().stage(files);
  } catch (cause) {
    throw ApiError.from(cause);
  }
}

/** Whether the host draws the page larger; a browser does it by itself. */
export const canScale = (): boolean => current().scale !== undefined;

/** Draws the page larger or smaller, in per cent of its usual size. */
export function scale(percent: number): void {
  current().scale?.(percent);
}

/** Tells of each commit, whoever made it. */
export function subscribe(listener: (changed: Changed) => void): () => void {
  return current().subscribe(listener);
}
