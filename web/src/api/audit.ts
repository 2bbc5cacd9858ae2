import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { canVerify, isSignedBy, leafHash, type ProofStep, readCheckpoint, rootFromProof } from './merkle';
import type { AuditProof, AuditStatusView, AuditVerification, PageOf } from './types';

export interface AuditFilter {
  record?: string;
  operation?: string;
  subject?: string;
  actor?: string;
}

export const auditEntriesQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'entries', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        record: filter.record,
        operation: filter.operation,
        subject: filter.subject,
        actor: filter.actor,
      };
      return api.get<PageOf<'AuditEntryView'>>(
        '/audit/entries',
        { ...query, cursor: pageParam, limit: 50 },
        signal,
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const auditStatusQuery = queryOptions({
  queryKey: ['audit', 'status'],
  queryFn: ({ signal }) => api.get<AuditStatusView>('/audit/status', undefined, signal),
});

export const verifyAudit = () => api.post<AuditVerification>('/audit/verification');

/** What this browser found when it checked one entry itself. */
export interface CheckedProof {
  proof: AuditProof;
  steps: ProofStep[];
  leaf: string;
  /** The leaf leads to the root of the checkpoint. */
  included: boolean;
  /** The checkpoint is signed by the log's key; null when the browser cannot tell. */
  signed: boolean | null;
}

/** Fetches the proof of an entry and computes it here. */
export const checkedProofQuery = (seq: number) =>
  queryOptions({
    queryKey: ['audit', 'proof', seq],
    enabled: canVerify(),
    queryFn: async ({ signal }): Promise<CheckedProof> => {
      const proof = await api.get<AuditProof>(`/audit/entries/${seq}/proof`, undefined, signal);
      const leaf = await leafHash(new TextEncoder().encode(proof.leaf));
      const found = await rootFromProof(leaf, proof.seq, proof.size, proof.path);
      const checkpoint = readCheckpoint(proof.checkpoint);
      const included =
        found !== null &&
        checkpoint !== null &&
        checkpoint.size === proof.size &&
        checkpoint.root === found.root;
      return {
        proof,
        leaf,
        steps: found?.steps ?? [],
        included,
        signed: await isSignedBy(proof.checkpoint, proof.verifier_key),
      };
    },
  });
