/** Where the record stands that an approval is about: the address before its id. A record without a page has no row. */
export const places: Record<string, string> = {
  personnel_change: '/changes/',
  reorganisation: '/organisation/plans/',
};
