/** A scripted core for component tests: each command answers from a function, and what was asked is remembered. */
import type { CommandName, RequestOf, ResponseOf } from '@/host';
import { ApiError, type Changed, type ErrorBody, type Reply, setTransport, type Transport } from '@/host';

type Answer<Name extends CommandName> = ResponseOf<Name> | ErrorBody;

/** An answer may take its time. */
type Script = {
  [Name in CommandName]?: (request: RequestOf<Name>) => Answer<Name> | Promise<Answer<Name>>;
};

export interface ScriptedCore {
  /** Every call so far: name and payload, previews marked. */
  calls: { command: string; payload: unknown; preview: boolean }[];
  /** Payloads of one command. */
  asked<Name extends CommandName>(command: Name): RequestOf<Name>[];
  /** Tells the page that something changed elsewhere. */
  change(tags: string[]): void;
}

const isRefusal = (answer: unknown): answer is ErrorBody =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'message_id' in answer;

/** `more` is what this host does otherwise than the usual one of tests. */
export function scriptCore(script: Script, more?: Partial<Transport>): ScriptedCore {
  const calls: ScriptedCore['calls'] = [];
  const listeners = new Set<(changed: Changed) => void>();
  let seq = 0;
  setTransport({
    async call(command, payload, { preview }) {
      calls.push({ command, payload, preview });
      const answer = await (script as Record<string, ((request: unknown) => unknown) | undefined>)[command]?.(
        payload,
      );
      if (answer === undefined) throw new Error(`the test has no answer for ${command}`);
      if (isRefusal(answer)) throw new ApiError(answer);
      const wrote =
        !preview &&
        /\.(create|update|delete|undo|record|issue|add|withdraw|sign|set_picture|to_invoice|apply)$/.test(
          command,
        );
      if (wrote) seq += 1;
      const reply: Reply<unknown> = {
        result: answer,
        changed: wrote ? [command.split('.')[0] ?? ''] : [],
        undo: wrote && command !== 'history.undo' ? { seq, command } : null,
      };
      return reply;
    },
    bytes: async () => new Blob(),
    async choose(pictures) {
      const answer = await script['attachment.choose']?.({ pictures });
      return answer && 'files' in answer ? answer.files : [];
    },
    stage: async (files) => files.map(({ name, size }) => ({ name, hash: `hash of ${name}`, size })),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...more,
  });
  return {
    calls,
    asked: (command) => calls.filter((one) => one.command === command).map((one) => one.payload) as never,
    change(tags) {
      for (const listener of listeners) listener({ tags, seq });
    },
  };
}
