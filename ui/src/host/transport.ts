/** A way to reach the core: Tauri's invoke, loopback HTTP, or a script in tests. */
import type { Changed, Reply, StagedFile } from './contract';

export interface Transport {
  /** Runs one command. With `preview` it runs, answers and is rolled back. Rejects with the core's error object. */
  call(
    command: string,
    payload: unknown,
    options: { preview: boolean; signal?: AbortSignal },
  ): Promise<Reply<unknown>>;
  /** Runs a command that answers octets: a PDF, a page picture. */
  bytes(command: string, payload: unknown, signal?: AbortSignal): Promise<Blob>;
  /** Asks the person for files and puts their bytes beside the company file; none when they thought better of it. */
  choose(pictures: boolean): Promise<StagedFile[]>;
  /** Puts the bytes of files that the page was given beside the company file. */
  stage(files: readonly File[]): Promise<StagedFile[]>;
  /** Draws the page larger or smaller, in per cent; absent where the browser does that by itself. */
  scale?(percent: number): void;
  /** Calls `listener` after each commit until the returned function is called. */
  subscribe(listener: (changed: Changed) => void): () => void;
}
