import alerts from './alerts.json';
import audit from './audit.json';
import auth from './auth.json';
import codes from './codes.json';
import contracts from './contracts.json';
import imports from './imports.json';
import insights from './insights.json';
import law from './law.json';
import leaving from './leaving.json';
import offboarding from './offboarding.json';
import overview from './overview.json';
import people from './people.json';
import places from './places.json';
import records from './records.json';
import settings from './settings.json';
import shell from './shell.json';
import tasks from './tasks.json';
import trail from './trail.json';
import ui from './ui.json';

export default {
  ...overview,
  ...alerts,
  ...settings,
  ...shell,
  ...tasks,
  ...trail,
  ...ui,
  ...audit,
  ...auth,
  ...codes,
  ...contracts,
  ...imports,
  ...insights,
  ...law,
  ...leaving,
  ...offboarding,
  ...people,
  ...places,
  ...records,
};
