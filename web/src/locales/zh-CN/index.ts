import alerts from './alerts.json';
import approvals from './approvals.json';
import audit from './audit.json';
import auth from './auth.json';
import changes from './changes.json';
import codes from './codes.json';
import collections from './collections.json';
import conduct from './conduct.json';
import contracts from './contracts.json';
import custom from './custom.json';
import desk from './desk.json';
import directory from './directory.json';
import exchange from './exchange.json';
import files from './files.json';
import imports from './imports.json';
import insights from './insights.json';
import law from './law.json';
import leaving from './leaving.json';
import offboarding from './offboarding.json';
import organisation from './organisation.json';
import overview from './overview.json';
import people from './people.json';
import places from './places.json';
import profile from './profile.json';
import records from './records.json';
import settings from './settings.json';
import shell from './shell.json';
import standard from './standard.json';
import tasks from './tasks.json';
import team from './team.json';
import trail from './trail.json';
import ui from './ui.json';

export default {
  ...overview,
  ...alerts,
  ...settings,
  ...shell,
  ...standard,
  ...tasks,
  ...trail,
  ...ui,
  ...approvals,
  ...audit,
  ...auth,
  ...changes,
  ...codes,
  ...directory,
  ...profile,
  ...team,
  ...collections,
  ...custom,
  ...exchange,
  ...files,
  ...conduct,
  ...contracts,
  ...desk,
  ...imports,
  ...insights,
  ...law,
  ...leaving,
  ...offboarding,
  ...organisation,
  ...people,
  ...places,
  ...records,
};
