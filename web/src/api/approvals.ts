import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { ApprovalList, ApprovalSelection, ApprovalView } from './types';

export const approvalsQuery = (selection: ApprovalSelection) =>
  queryOptions({
    queryKey: ['approvals', selection],
    queryFn: ({ signal }) => api.get<ApprovalList>('/approvals', { selection }, signal),
  });

export const decideApproval = (approval: string, approve: boolean, reason: string | null) =>
  api.post<ApprovalView>(`/approvals/${approval}/decisions`, { approve, reason });
