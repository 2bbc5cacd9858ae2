import type { RosterFilter } from '../../../api/people';
import { texts } from '../../../ui/searchTexts';

/** The orders in which the roster can stand. */
export const rosterOrders = [
  'name',
  'name_descending',
  'number',
  'number_descending',
  'hired',
  'hired_descending',
] as const;

const names = [
  'q',
  'unit',
  'entity',
  'manager',
  'manager_name',
  'status',
  'kind',
  'place',
  'level',
  'hired_from',
  'hired_to',
  'ends_by',
  'as_of',
  'cols',
] as const;

/**
 * The roster's part of an address. An order that no list knows is overruled, not left out: the router lays what is said
 * here over what the address holds. The list then stands in its usual order.
 */
export function rosterSearch(search: Record<string, unknown>): RosterFilter {
  return { ...texts(search, names), sort: rosterOrders.find((order) => order === search.sort) };
}
