/** Where the record stands that an approval is about, by its kind. A record without a page has no row. */
export const places: Record<string, (id: string) => string> = {
  personnel_change: (id) => `/changes/${id}`,
  reorganisation: (id) => `/organisation/plans/${id}`,
  award: (id) => `/conduct/awards/${id}`,
  discipline: (id) => `/conduct/discipline/${id}`,
  file_loan: (id) => `/files/loans/${id}`,
  // Destructions are few and stand with what is due and what is held.
  file_destruction: () => '/files?tab=due',
};
