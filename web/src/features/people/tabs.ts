/** The tabs of the employee page; they stand in its address. */
export const personTabs = ['all', 'work', 'pay', 'performance', 'leave'] as const;
export type PersonTab = (typeof personTabs)[number];
