/** The tabs of rewards, discipline and complaints; they stand in the address. */
export const conductTabs = ['discipline', 'awards', 'complaints'] as const;
export type ConductTab = (typeof conductTabs)[number];

/** What a tab needs. */
export const tabPermission = {
  discipline: 'conduct.manage',
  awards: 'award.propose',
  complaints: 'complaint.handle',
} as const satisfies Record<ConductTab, string>;
