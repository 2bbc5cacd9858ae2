import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { currentLocale } from '../i18n/catalogue';
import { api } from './client';
import { ApiProblem, problemOf } from './problem';
import type {
  CompletenessList,
  DueFileList,
  FileDestructionList,
  FileDestructionView,
  FileHoldList,
  FileHoldView,
  FileList,
  FileLoanList,
  FileLoanPage,
  FileLoanView,
  FileRuleList,
  FileRuleView,
  FileView,
  PersonFile,
  StateFileList,
  StateFileView,
} from './types';

/** What narrows the list of documents; all of it stands in the address. */
export interface FileFilter {
  q?: string;
  category?: string;
  status?: string;
}

export const filesQuery = (filter: FileFilter, person?: string) =>
  infiniteQueryOptions({
    queryKey: ['files', 'list', filter, person ?? null],
    queryFn: ({ pageParam, signal }) =>
      api.get<FileList>('/files', { ...filter, person_id: person, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // A search term that is too short is told once, not tried again.
    retry: false,
  });

export const fileQuery = (id: string) =>
  queryOptions({
    queryKey: ['files', id],
    queryFn: ({ signal }) => api.get<FileView>(`/files/${id}`, undefined, signal),
  });

/** Where the bytes are; each call stands in the trail. */
export const fileAddress = (id: string, version: number) => api.address(`/files/${id}/content`, { version });

/** The bytes, held in memory to be looked at. Not asked again by itself: each look leaves an entry in the trail. */
export const fileBytesQuery = (id: string, version: number, type: string) =>
  queryOptions({
    queryKey: ['file-bytes', id, version],
    queryFn: ({ signal }) => api.bytes(`/files/${id}/content?version=${version}`, type, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });

export const personFileQuery = (person: string) =>
  queryOptions({
    queryKey: ['files', 'person', person],
    queryFn: ({ signal }) => api.get<PersonFile>(`/people/${person}/file`, undefined, signal),
  });

export interface CompletenessFilter {
  unit?: string;
  incomplete?: boolean;
}

export const completenessQuery = (filter: CompletenessFilter) =>
  infiniteQueryOptions({
    queryKey: ['files', 'completeness', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<CompletenessList>(
        '/file-completeness',
        { unit_id: filter.unit, incomplete: filter.incomplete, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const fileRulesQuery = queryOptions({
  queryKey: ['files', 'rules'],
  queryFn: ({ signal }) => api.get<FileRuleList>('/file-rules', undefined, signal),
});
export const putFileRule = (category: string, rule: object) =>
  api.put<FileRuleView>(`/file-rules/${category}`, rule);

export const fileLoansQuery = queryOptions({
  queryKey: ['files', 'loans'],
  queryFn: ({ signal }) => api.get<FileLoanList>('/file-loans', undefined, signal),
});
export const fileLoanQuery = (id: string) =>
  queryOptions({
    queryKey: ['files', 'loans', id],
    queryFn: ({ signal }) => api.get<FileLoanPage>(`/file-loans/${id}`, undefined, signal),
  });
export const askFileLoan = (ask: object) => api.post<FileLoanView>('/file-loans', ask);
export const endFileLoan = (id: string) => api.post<FileLoanView>(`/file-loans/${id}/end`);

export const dueFilesQuery = queryOptions({
  queryKey: ['files', 'due'],
  queryFn: ({ signal }) => api.get<DueFileList>('/file-dues', undefined, signal),
});
export const fileHoldsQuery = queryOptions({
  queryKey: ['files', 'holds'],
  queryFn: ({ signal }) => api.get<FileHoldList>('/file-holds', undefined, signal),
});
export const placeFileHold = (hold: object) => api.post<FileHoldView>('/file-holds', hold);
export const liftFileHold = (id: string, reason: string) =>
  api.post<FileHoldView>(`/file-holds/${id}/lift`, { reason });
export const destructionsQuery = queryOptions({
  queryKey: ['files', 'destructions'],
  queryFn: ({ signal }) => api.get<FileDestructionList>('/file-destructions', undefined, signal),
});
export const proposeDestruction = (file_ids: string[], reason: string) =>
  api.post<FileDestructionView>('/file-destructions', { file_ids, reason });
export const destructionCertificate = (id: string) => api.address(`/file-destructions/${id}/certificate`);

export const stateFilesQuery = (person?: string) =>
  queryOptions({
    queryKey: ['files', 'state', person ?? null],
    queryFn: ({ signal }) => api.get<StateFileList>('/state-files', { person_id: person }, signal),
  });
export const putStateFile = (person: string, file: object) =>
  api.put<StateFileView>(`/people/${person}/state-file`, file);
export const recordStateFileMove = (person: string, move: object) =>
  api.post<StateFileView>(`/people/${person}/state-file/moves`, move);

export const markKeyPerson = (person: string, mark: object) =>
  api.put<PersonFile>(`/people/${person}/key-person`, mark);
export const unmarkKeyPerson = (person: string) => api.delete<PersonFile>(`/people/${person}/key-person`);

/** What a document is about when it is sent in. */
export interface FileAbout {
  person_id: string;
  category: string;
  title: string | null;
  dated_on: string | null;
  valid_until: string | null;
}

/** Sends a document, or a version of one, and tells how far it has come. */
export function sendFile(
  target: { about: FileAbout } | { version_of: string },
  file: File,
  onShare: (share: number) => void,
): Promise<FileView> {
  const form = new FormData();
  if ('about' in target) form.set('about', JSON.stringify(target.about));
  form.set('file', file);
  const path = 'about' in target ? '/files' : `/files/${target.version_of}/versions`;
  return new Promise((resolve, reject) => {
    // `fetch` tells nothing about how much was sent.
    const request = new XMLHttpRequest();
    request.open('POST', api.address(path));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', currentLocale());
    request.setRequestHeader('x-renhe-request', '1');
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    request.onerror = () => reject(ApiProblem.unreachable());
    request.onload = () => {
      const body: unknown = /^\s*\{/.test(request.responseText) ? JSON.parse(request.responseText) : null;
      if (request.status < 300) resolve(body as FileView);
      else reject(problemOf(new Response(null, { status: request.status }), body));
    };
    request.send(form);
  });
}
