import auth from './auth.json';
import codes from './codes.json';
import people from './people.json';
import places from './places.json';
import records from './records.json';
import shell from './shell.json';
import ui from './ui.json';

export default { ...shell, ...ui, ...auth, ...codes, ...people, ...places, ...records };
