/** The views of the organisation; they stand in the address. */
export const organisationTabs = ['chart', 'list', 'positions', 'entities', 'plans'] as const;
export type OrganisationTab = (typeof organisationTabs)[number];
