import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { type ApiProblem, asProblem } from './problem';

interface Write<A extends unknown[], R> {
  /** Sends; gives undefined when the server refused, and the refusal stands in `problem`. */
  run: (...args: A) => Promise<R | undefined>;
  busy: boolean;
  problem: ApiProblem | null;
  forget: () => void;
}

/**
 * A write: its refusal is kept for showing; after it, everything read before is asked again. It is busy until the
 * page shows the new state, so that nobody presses a button that belongs to the old one.
 */
export function useWrite<A extends unknown[], R>(
  send: (...args: A) => Promise<R>,
  onDone?: (result: R) => unknown,
): Write<A, R> {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (...args: A): Promise<R | undefined> => {
    setBusy(true);
    setProblem(null);
    try {
      const result = await send(...args);
      const fresh = queries.invalidateQueries();
      await onDone?.(result);
      await fresh;
      return result;
    } catch (error) {
      setProblem(asProblem(error));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const forget = useCallback(() => setProblem(null), []);
  return { run, busy, problem, forget };
}

/** Waits for a write whose form shows the refusal itself, and then asks again for everything read before. */
export function useSend(): <R>(write: Promise<R>) => Promise<R> {
  const queries = useQueryClient();
  return async (write) => {
    const result = await write;
    void queries.invalidateQueries();
    return result;
  };
}
