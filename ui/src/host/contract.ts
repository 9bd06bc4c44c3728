/**
 * Shapes that cross between page and core and are the same for every command.
 * Everything that belongs to one command is generated from Rust.
 */

/** An amount of money. Amounts are decimal strings: the page formats them and never computes with them. */
export interface Money {
  amount: string;
  currency: string;
}

/** Parameters of a message: text, whole numbers, money. */
export type Params = Record<string, unknown>;

/** A state as the core decided it: tone, icon and word. The page draws it and never chooses it. */
export interface Badge {
  tone: 'neutral' | 'info' | 'violet' | 'ok' | 'warn' | 'danger';
  icon: string;
  key: string;
  params?: Params | null;
}

/** One thing that is wrong with one field; `path` is the path inside the payload, such as `lines[2].quantity`. */
export interface FieldError {
  path: string;
  message_id: string;
  params?: Params | null;
}

/** Why the core refused. Code decides behaviour, `message_id` what is said. */
export interface ErrorBody {
  code: 'invalid' | 'conflict' | 'forbidden' | 'not_found' | 'precondition' | 'storage' | 'internal';
  message_id: string;
  params?: Params | null;
  fields?: FieldError[] | null;
}

/** A warning does not stop the command: it is shown beside the result. */
export interface Warning {
  path?: string | null;
  message_id: string;
  params?: Params | null;
}

/** What `history.undo` takes to undo an action, and the command that did it, for the words of the notice. */
export interface UndoHandle {
  seq: number;
  command: string;
}

/** What every command answers. */
export interface Reply<Result> {
  result: Result;
  changed: string[];
  undo: UndoHandle | null;
}

/** Commands of the host itself: which file is open. They work while none is, so the core does not know them. */
export interface HostCommands {
  'file.state': { kind: 'read'; request: Record<string, never>; response: FileState };
  'file.recent': { kind: 'read'; request: Record<string, never>; response: { files: RecentFile[] } };
  /** Without a path the host asks where to put the file; `opened: false` when the user thought better of it. */
  'file.create': { kind: 'write'; request: NewFile; response: { opened: boolean } };
  'file.demo': { kind: 'write'; request: { country: string }; response: { opened: boolean } };
  'file.open': { kind: 'write'; request: { path?: string }; response: { opened: boolean } };
  /** Makes a company file out of a backup and opens it; without a path the host asks. */
  'file.restore': { kind: 'write'; request: { path?: string }; response: { opened: boolean } };
  'file.close': { kind: 'write'; request: Record<string, never>; response: FileState };
  /** Who may work in the file, and who works now. It asks for no permission, so that nobody is caught in other rights. */
  'session.users': { kind: 'read'; request: Record<string, never>; response: Workers };
  'session.switch': { kind: 'write'; request: { user_id: string }; response: Workers };
  'backup.status': { kind: 'read'; request: Record<string, never>; response: BackupStatus };
  'backup.now': { kind: 'write'; request: Record<string, never>; response: BackupStatus };
  /** Restores into a file that is checked and thrown away. */
  'backup.try': { kind: 'write'; request: { name: string }; response: Trial };
  /** Restores as a new file beside the open one. */
  'backup.restore': { kind: 'write'; request: { name: string }; response: Restored };
  /** Without a folder the host asks for one; `chosen: false` when the user thought better of it. */
  'backup.choose_place': { kind: 'write'; request: { folder?: string }; response: { chosen: boolean } };
  'backup.forget_place': { kind: 'write'; request: Record<string, never>; response: BackupStatus };
  'integrity.check': {
    kind: 'write';
    request: Record<string, never>;
    response: { sound: boolean; checks: Checked[] };
  };
  /** Writes the PDF into the folder of papers beside the company file and says where. */
  'document.save': { kind: 'write'; request: { id: string }; response: PaperOut };
  /** The same, opened where it can be printed; an issued document has gone out by that. */
  'document.print': { kind: 'write'; request: { id: string }; response: PaperOut };
  /** Prepares an e-mail with the paper and opens it. An estimate goes out as its next version: `version` is what was seen. */
  'document.mail': { kind: 'write'; request: { id: string; version?: number }; response: PaperOut };
  /** Writes the conversation of a ticket, with what was said among colleagues or without. */
  'ticket.save': { kind: 'write'; request: { id: string; notes: boolean }; response: PaperOut };
  /** The same, opened where it can be printed. */
  'ticket.print': { kind: 'write'; request: { id: string; notes: boolean }; response: PaperOut };
  /** Prepares an e-mail with an answer to a ticket, named by its message, with files of the ticket, and opens it. */
  'ticket.mail': { kind: 'write'; request: { id: string; files?: string[] }; response: PaperOut };
  /** Writes a file of a record into the folder of papers and opens it when that is safe. */
  'attachment.open': { kind: 'write'; request: { id: string }; response: PaperOut };
  /** Asks for files in a dialog of the system; only where there is one. */
  'attachment.choose': { kind: 'write'; request: { pictures: boolean }; response: { files: StagedFile[] } };
}

/** Where something was written, and whether a program of the system took it from there. */
export interface PaperOut {
  path: string;
  opened: boolean;
}

/** A file whose bytes lie beside the company file; a command names it by its hash. */
export interface StagedFile {
  name: string;
  hash: string;
  size: number;
}

export interface NewFile {
  path?: string;
  name: string;
  country: string;
  workflow: string;
}

export interface FileState {
  open: boolean;
  /** What should be known about the place of the file, such as a folder that something else synchronises. */
  warnings: Warning[];
}

export interface RecentFile {
  path: string;
  name: string;
  /** It is not where it was; a stick may be out. */
  missing: boolean;
}

export interface Workers {
  users: { id: string; name: string }[];
  user_id: string;
}

/** The age for which a backup stays. */
export type BackupTier = 'hour' | 'day' | 'week' | 'month';

export interface Backup {
  name: string;
  at_ms: number;
  bytes: number;
  mark: string;
  tier: BackupTier | null;
}

/** What was counted in a backup when it was proven. */
export interface Counted {
  customers: number;
  documents: number;
  payments: number;
  rows: number;
  receivables: Money[];
}

export interface BackupStatus {
  folder: string;
  /** What it holds is told only to who may change settings. */
  last: (Backup & { counted: Counted | null }) | null;
  changed: boolean;
  backups: Backup[];
  bytes: number;
  cap_bytes: number;
  trouble: ErrorBody | null;
  /** Attachments that the file names and its folder does not hold. */
  missing: number;
  second: {
    folder: string;
    last: Backup | null;
    trouble: ErrorBody | null;
    warnings: Warning[];
  } | null;
  /** Whether the host can ask for a folder; otherwise it has to be typed. */
  asks: boolean;
  tried: { name: string; at_ms: number; sound: boolean } | null;
}

/** The outcome of one named check; its title is the message `check.NAME`. */
export interface Checked {
  name: string;
  problems: string[];
}

export interface Trial {
  company: string;
  at_ms: number;
  counted: Counted;
  checks: Checked[];
  sound: boolean;
}

export interface Restored {
  path: string;
  company: string;
  at_ms: number;
  /** The code of the new device, which its new numbers carry. */
  code: string;
  /** Attachments that could not be found. */
  missing: string[];
}

/** Told to every window after a commit. */
export interface Changed {
  tags: string[];
  seq: number;
}

/** Refusal of the core, as an exception. */
export class ApiError extends Error {
  readonly code: ErrorBody['code'];
  readonly messageId: string;
  readonly params: Params;
  readonly fields: FieldError[];

  constructor(body: ErrorBody) {
    super(`${body.code}: ${body.message_id}`);
    this.name = 'ApiError';
    this.code = body.code;
    this.messageId = body.message_id;
    this.params = body.params ?? {};
    this.fields = body.fields ?? [];
  }

  /** Whatever was thrown, as an `ApiError`, so that screens have one kind of failure to show. */
  static from(cause: unknown): ApiError {
    if (cause instanceof ApiError) return cause;
    if (typeof cause === 'object' && cause !== null && 'message_id' in cause && 'code' in cause) {
      return new ApiError(cause as ErrorBody);
    }
    return new ApiError({
      code: 'internal',
      message_id: 'error.internal',
      params: { detail: cause instanceof Error ? cause.message : String(cause) },
    });
  }
}
