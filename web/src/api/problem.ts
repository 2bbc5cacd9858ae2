/** An answer of the server that says no: RFC 9457 problem+json, as every endpoint sends it. */
export interface ProblemDocument {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  pointer?: string | null;
  params?: Record<string, string>;
  article?: string | null;
  request_id?: string | null;
}

/** A failed call. `code` is stable (`room.reason`); `message` is already in the reader's language. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** The input field it is about, without the leading slash: `last_day`. */
  readonly field: string | null;
  readonly article: string | null;
  readonly requestId: string | null;
  readonly params: Record<string, string>;
  readonly at = new Date().toISOString();

  constructor(document: ProblemDocument) {
    super(document.detail || document.title);
    this.name = 'ApiProblem';
    this.status = document.status;
    this.code = document.code;
    this.field = document.pointer ? document.pointer.replace(/^\//, '') : null;
    this.article = document.article ?? null;
    this.requestId = document.request_id ?? null;
    this.params = document.params ?? {};
  }

  /** No answer at all: offline, or the server is down. */
  static unreachable(): ApiProblem {
    return new ApiProblem({ title: '', status: 0, code: 'page.unreachable' });
  }
}

function isDocument(body: unknown): body is ProblemDocument {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

/** Makes the error of an answer that is not 2xx, whatever its body holds. */
export function problemOf(response: Response, body: unknown): ApiProblem {
  const requestId = response.headers.get('x-request-id');
  if (isDocument(body))
    return new ApiProblem({ ...body, status: response.status, request_id: body.request_id ?? requestId });
  return new ApiProblem({
    title: '',
    status: response.status,
    code: 'page.unexpected_answer',
    request_id: requestId,
  });
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({
    title: error instanceof Error ? error.message : '',
    status: 0,
    code: 'page.script_failed',
  });
}
