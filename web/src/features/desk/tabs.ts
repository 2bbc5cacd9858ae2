/** The tabs of the service desk; they stand in its address. */
export const deskTabs = ['questions', 'proofs', 'articles', 'queue'] as const;
export type DeskTab = (typeof deskTabs)[number];
