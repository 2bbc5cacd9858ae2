import { CustomFieldsTab } from '../features/custom/CustomFieldsTab';
import { GatesTab } from '../features/insights/GatesTab';
import { ModelTab } from '../features/insights/ModelTab';
import { SettingsPage } from '../features/settings/SettingsPage';

/** The settings, put together from features that do not know each other. */
export function Settings() {
  return <SettingsPage more={{ custom: CustomFieldsTab, gates: GatesTab, model: ModelTab }} />;
}
