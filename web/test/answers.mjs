// Invented answers of a server, for looking at pages. Never part of the shipped page.
import { answers as audit } from './answers/audit.mjs';
import { answers as house } from './answers/house.mjs';
import { answers as imports } from './answers/imports.mjs';
import { answers as offboarding } from './answers/offboarding.mjs';
import { answers as people } from './answers/people.mjs';
import { answers as records } from './answers/records.mjs';

export const answers = { ...audit, ...house, ...imports, ...offboarding, ...people, ...records };
