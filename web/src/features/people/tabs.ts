import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { AsOf } from '../../api/people';
import type { Permission, PersonPage } from '../../api/types';
import type { MessageKey } from '../../i18n/catalogue';

/** What a tab of the employee page is given: the head's data, and the day it is about. */
export interface PersonTabProps {
  person: PersonPage;
  at: AsOf;
}

export interface PersonTabRow {
  /** Stands in the address. */
  key: string;
  title: MessageKey;
  /** Without it the tab is not offered. What it shows is decided by the server all the same. */
  permission?: Permission;
  /** Offered on the own page without the permission. */
  own?: boolean;
  view: LazyExoticComponent<ComponentType<PersonTabProps>>;
}

/** Every tab of the employee page, in order: one row each, loaded when it is opened. */
export const personTabs: readonly PersonTabRow[] = [
  {
    key: 'overview',
    title: 'people.tab.overview',
    view: lazy(() => import('./tabs/TimelineTabs').then((tab) => ({ default: tab.OverviewTab }))),
  },
  {
    key: 'work',
    title: 'people.tab.work',
    view: lazy(() => import('./tabs/TimelineTabs').then((tab) => ({ default: tab.WorkTab }))),
  },
  {
    key: 'changes',
    title: 'people.tab.changes',
    permission: 'change.read',
    own: true,
    view: lazy(() => import('../changes/PersonChangesTab')),
  },
  {
    key: 'contracts',
    title: 'contracts.tab',
    permission: 'contract.read',
    view: lazy(() =>
      import('../contracts/PersonContracts').then((tab) => ({ default: tab.PersonContracts })),
    ),
  },
  {
    key: 'pay',
    title: 'people.tab.pay',
    view: lazy(() => import('./tabs/TimelineTabs').then((tab) => ({ default: tab.PayTab }))),
  },
  {
    key: 'leave',
    title: 'people.tab.leave',
    view: lazy(() => import('./tabs/TimelineTabs').then((tab) => ({ default: tab.LeaveTab }))),
  },
  {
    key: 'performance',
    title: 'people.tab.performance',
    view: lazy(() => import('./tabs/TimelineTabs').then((tab) => ({ default: tab.PerformanceTab }))),
  },
  {
    key: 'custom',
    title: 'custom.card',
    view: lazy(() => import('../custom/PersonCustomTab').then((tab) => ({ default: tab.PersonCustomTab }))),
  },
  {
    key: 'files',
    title: 'people.tab.files',
    view: lazy(() => import('../files/PersonFileTab').then((tab) => ({ default: tab.PersonFileTab }))),
  },
];
