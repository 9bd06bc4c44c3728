/** Asking the core while somebody types: once the keys have rested, and the newest answer wins. */
import { useEffect, useRef, useState } from 'react';
import { ApiError } from './contract';

const restMs = 200;

/** What was typed, once the keys have rested. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

interface Asked<Answer> {
  /** Stays while a later question is refused. */
  answer: Answer | null;
  /** Why the last question was refused. */
  error: ApiError | null;
  /** What it was asked; not yet what stands there while somebody types. */
  question: string | null;
}

const unasked = { answer: null, error: null, question: null };

/** Asks `question` anew whenever it changes; `null` asks nothing. */
export function useAsked<Answer>(
  question: string | null,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>(unasked);
  const newest = useRef(ask);
  useEffect(() => {
    newest.current = ask;
  });
  useEffect(() => {
    if (question === null) {
      setAsked(unasked);
      return;
    }
    const abort = new AbortController();
    const say = (said: Partial<Asked<Answer>>) =>
      abort.signal.aborted || setAsked((before) => ({ ...before, error: null, ...said, question }));
    const timer = setTimeout(() => {
      newest.current(abort.signal).then(
        (answer) => say({ answer }),
        (cause: unknown) => say({ error: ApiError.from(cause) }),
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [question]);
  return asked;
}
