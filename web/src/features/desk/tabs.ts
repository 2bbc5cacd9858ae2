import type { TicketQueue } from '../../api/types';

/** The tabs of the service desk; they stand in its address. */
export const deskTabs = ['questions', 'proofs', 'articles', 'queue'] as const;
export type DeskTab = (typeof deskTabs)[number];

/** The queues of the desk; the one that waits is meant where the address names none. */
export const ticketQueues = ['open', 'mine', 'all', 'closed'] as const satisfies readonly TicketQueue[];
