import { currentLocale } from '../i18n/catalogue';
import { ApiProblem, problemOf } from './problem';

type Query = Record<string, string | number | boolean | null | undefined>;

interface CallOptions {
  query?: Query;
  /** JSON, or a form for uploads. */
  body?: unknown;
  /** The answer is a file of this type. */
  file?: string;
  signal?: AbortSignal;
  /** Makes a repeated write harmless. */
  idempotencyKey?: string;
}

const root = '/api/v1';

function address(path: string, query?: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return `${root}${path}${text ? `?${text}` : ''}`;
}

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const type = response.headers.get('content-type') ?? '';
  return /[/+]json/.test(type) ? await response.json() : await response.text();
}

async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const headers = new Headers({ accept: 'application/json', 'accept-language': currentLocale() });
  // Other sites cannot set this header, so a forged form is refused.
  if (method !== 'GET') headers.set('x-renhe-request', '1');
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  const isForm = options.body instanceof FormData;
  if (options.body !== undefined && !isForm) headers.set('content-type', 'application/json');
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers,
      signal: options.signal,
      credentials: 'same-origin',
      body: isForm ? (options.body as FormData) : JSON.stringify(options.body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ApiProblem.unreachable();
  }
  if (response.ok && options.file)
    return new Blob([await response.arrayBuffer()], { type: options.file }) as T;
  const body = await readBody(response);
  if (!response.ok) throw problemOf(response, body);
  return body as T;
}

/** Calls under `/api/v1`. Every failure is an `ApiProblem`. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => call<T>('GET', path, { query, signal }),
  post: <T>(path: string, body?: unknown, options?: CallOptions) =>
    call<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body?: unknown) => call<T>('PUT', path, { body }),
  patch: <T>(path: string, body?: unknown) => call<T>('PATCH', path, { body }),
  delete: <T>(path: string, query?: Query) => call<T>('DELETE', path, { query }),
  /** A file of a known type. */
  bytes: (path: string, type: string, signal?: AbortSignal) =>
    call<Blob>('GET', path, { file: type, signal }),
  /** For links that download. */
  address,
};
