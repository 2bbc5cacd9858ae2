import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';

/** One cache for the page. A refusal is not asked again; a lost connection is, twice. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (count, error) =>
          count < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 502),
      },
    },
  });
}
