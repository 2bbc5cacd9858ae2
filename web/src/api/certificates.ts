import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { CertificateComparison, CertificateSignature, CertificateVerification } from './types';

/** Where the signed file is. */
export const certificateFile = (id: string) => api.address(`/certificates/${id}/pdf`);

/** The signed file itself, held in memory to be looked at. */
export const certificateBytesQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id, 'pdf'],
    queryFn: ({ signal }) => api.bytes(`/certificates/${id}/pdf`, 'application/pdf', signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const signatureQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id, 'signature'],
    queryFn: ({ signal }) =>
      api.get<CertificateSignature>(`/certificates/${id}/signature`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const revokeCertificate = (id: string, reason: string, reissue: boolean) =>
  api.post<unknown>(`/certificates/${id}/revocation`, { reason, reissue });

// For anybody who holds the address, without signing in.
export const verificationQuery = (token: string) =>
  queryOptions({
    queryKey: ['certificates', 'public', token],
    queryFn: ({ signal }) =>
      api.get<CertificateVerification>(`/verify/${encodeURIComponent(token)}`, undefined, signal),
    retry: false,
  });

export const compareCertificate = (token: string, sha256: string) =>
  api.post<CertificateComparison>(`/verify/${encodeURIComponent(token)}/comparison`, { sha256 });
