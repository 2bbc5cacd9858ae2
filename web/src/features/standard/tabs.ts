/** The parts of the data standard with the permission to see each; they stand in the address. */
export const standardTabs = [
  { key: 'numbers', permission: 'standard.read' },
  { key: 'codes', permission: 'standard.read' },
  { key: 'duplicates', permission: 'person.merge' },
  { key: 'quality', permission: 'standard.read' },
  { key: 'audits', permission: 'standard.read' },
  { key: 'query', permission: 'query.run' },
] as const;

export type StandardTab = (typeof standardTabs)[number]['key'];
