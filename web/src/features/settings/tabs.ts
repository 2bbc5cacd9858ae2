/** The parts of the settings with the permission to see each; they stand in the address. */
export const settingsTabs = [
  { key: 'accounts', permission: 'account.read' },
  { key: 'units', permission: 'organisation.read' },
  { key: 'entities', permission: 'organisation.read' },
  { key: 'lists', permission: 'session.use' },
  { key: 'custom', permission: 'session.use' },
  { key: 'gates', permission: 'gate.read' },
  { key: 'model', permission: 'model.read' },
] as const;

export type SettingsTab = (typeof settingsTabs)[number]['key'];
