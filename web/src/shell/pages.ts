import { useMemo } from 'react';
import { useSession } from '../api/session';
import type { MessageKey } from '../i18n/catalogue';
import type { IconName } from '../ui/Icon';

export const navGroups = ['top', 'people', 'govern'] as const;
export type NavGroup = (typeof navGroups)[number];

/** What the shell must know of a page before it is loaded. */
export interface PageFacts {
  title: MessageKey;
  icon: IconName;
  /** Without it the page is not loaded; the reader is told what is missing and who grants it. */
  permission?: string | readonly string[];
  /** Other words it is found by: pinyin, initials, English. */
  words?: string;
  /** Where it stands in the side navigation. A page without a group is reached from another page. */
  group?: NavGroup;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption extends Partial<PageFacts> {}
}

/** Every page behind the sign-in: one row each. `routes.tsx` says which component draws it. */
export const pages = {
  '/': {
    title: 'page.overview.title',
    icon: 'home',
    permission: 'overview.read',
    group: 'top',
    words: 'zonglan zl overview home dashboard',
  },
  '/foresight': {
    title: 'page.foresight.title',
    icon: 'chart',
    permission: 'foresight.read',
    group: 'top',
    words: 'tuandui td yujing foresight team',
  },
  '/alerts': {
    title: 'page.alerts.title',
    icon: 'bell',
    permission: 'alert.read',
    group: 'top',
    words: 'tixing tx yujing alerts warning',
  },
  '/alerts/$alertId': { title: 'page.alert.title', icon: 'bell', permission: 'alert.read' },
  '/tasks': {
    title: 'page.tasks.title',
    icon: 'task',
    permission: 'task.work',
    group: 'top',
    words: 'daiban db tasks todo',
  },
  '/approvals': {
    title: 'page.approvals.title',
    icon: 'check',
    permission: 'task.work',
    group: 'top',
    words: 'shenpi sp approvals inbox',
  },
  '/people': {
    title: 'page.people.title',
    icon: 'people',
    permission: 'person.read',
    group: 'people',
    words: 'renyuan ry yuangong huamingce people roster',
  },
  '/team': {
    title: 'page.team.title',
    icon: 'people',
    permission: 'team.read',
    group: 'top',
    words: 'tuandui td wodetuandui team reports',
  },
  '/people/$personId': { title: 'page.person.title', icon: 'person', permission: 'person.read' },
  '/organisation': {
    title: 'page.organisation.title',
    icon: 'org',
    permission: 'organisation.read',
    group: 'people',
    words: 'zuzhi zzjg jiagou bianzhi gangwei organisation chart units positions',
  },
  '/organisation/plans/$planId': {
    title: 'page.plan.title',
    icon: 'org',
    permission: 'reorganisation.read',
  },
  '/files': {
    title: 'page.files.title',
    icon: 'document',
    permission: ['file.write', 'file.borrow', 'file.destroy'],
    group: 'people',
    words: 'dangan da jieyue yuangong dangan files documents archive',
  },
  '/files/loans/$loanId': { title: 'page.loan.title', icon: 'document' },
  '/contracts': {
    title: 'page.contracts.title',
    icon: 'task',
    permission: 'contract.read',
    group: 'people',
    words: 'laodonghetong ht hetong xuqian contracts renewal',
  },
  '/conduct': {
    title: 'page.conduct.title',
    icon: 'guard',
    permission: ['conduct.manage', 'award.propose', 'complaint.handle'],
    group: 'people',
    words: 'jiangcheng jc shensu weiji conduct awards discipline complaints',
  },
  '/conduct/awards/$awardId': { title: 'page.award.title', icon: 'guard', permission: 'award.propose' },
  '/conduct/discipline/$disciplineId': {
    title: 'page.discipline.title',
    icon: 'guard',
    permission: 'conduct.manage',
  },
  '/work-rules': {
    title: 'page.work_rules.title',
    icon: 'shield',
    group: 'people',
    words: 'guizhangzhidu gzzd zhidu work rules policy',
  },
  '/desk': {
    title: 'page.desk.title',
    icon: 'talk',
    group: 'top',
    words: 'fuwutai fwt zhengming zaizhi shouru desk tickets proofs',
  },
  '/offboarding': {
    title: 'page.offboarding.title',
    icon: 'leave',
    permission: 'offboarding.read',
    group: 'people',
    words: 'lizhi lz banli offboarding exit resignation',
  },
  '/offboarding/$caseId': { title: 'page.case.title', icon: 'leave', permission: 'offboarding.read' },
  '/records': {
    title: 'page.records.title',
    icon: 'document',
    permission: 'person.read',
    group: 'people',
    words: 'qita jilu zizhi zhengshu records qualifications',
  },
  '/records/$record': { title: 'page.records.title', icon: 'document', permission: 'person.read' },
  '/changes': {
    title: 'page.changes.title',
    icon: 'calendar',
    permission: ['change.propose', 'change.manage'],
    group: 'people',
    words: 'yidong yd zhuanzheng diaodong jinsheng tuixiu changes transfer',
  },
  '/changes/$changeId': { title: 'page.change.title', icon: 'calendar', permission: 'change.read' },
  '/import': {
    title: 'page.import.title',
    icon: 'upload',
    permission: 'roster.import',
    group: 'govern',
    words: 'daoru dr import roster',
  },
  '/import/$importId': { title: 'page.import.title', icon: 'upload', permission: 'roster.import' },
  '/sheet-updates': {
    title: 'page.exchange.title',
    icon: 'upload',
    permission: 'roster.export',
    group: 'govern',
    words: 'piliang xiugai pl excel gongzuobu bulk edit workbook',
  },
  '/sheet-updates/$sheetUpdateId': {
    title: 'page.exchange.title',
    icon: 'upload',
    permission: 'roster.export',
  },
  '/standard': {
    title: 'page.standard.title',
    icon: 'guard',
    permission: ['standard.read', 'person.merge', 'query.run'],
    group: 'govern',
    words: 'shujubiaozhun sjbz gonghao chongfu zhiliang hecha data standard quality duplicates numbers',
  },
  '/objections': {
    title: 'page.objections.title',
    icon: 'talk',
    permission: 'objection.decide',
    group: 'govern',
    words: 'yiyi yy objections',
  },
  '/audit': {
    title: 'page.audit.title',
    icon: 'shield',
    permission: 'audit.read',
    group: 'govern',
    words: 'shenji sj liuhen audit trail',
  },
  '/settings': {
    title: 'page.settings.title',
    icon: 'gear',
    permission: [
      'account.read',
      'catalogue.write',
      'organisation.write',
      'settings.write',
      'gate.read',
      'model.read',
    ],
    group: 'govern',
    words: 'shezhi sz settings',
  },
  '/me': { title: 'page.me.title', icon: 'person', group: 'top', words: 'wode wd me profile password' },
} as const satisfies Record<string, PageFacts>;

export type PagePath = keyof typeof pages;

export interface NavItem extends PageFacts {
  to: NavPath;
  group: NavGroup;
}

type NavPath = { [P in PagePath]: (typeof pages)[P] extends { group: NavGroup } ? P : never }[PagePath];

/** On a phone those of these that the reader may open stand at the bottom. */
export const phoneTabs: readonly NavPath[] = ['/', '/alerts', '/people', '/tasks', '/me'];

const navItems = Object.entries(pages)
  .map(([to, facts]) => ({ to, ...facts }) as { to: string } & PageFacts)
  .filter((item): item is NavItem => item.group !== undefined);

/** The pages of the navigation that the reader may open. */
export function useNav(): NavItem[] {
  const { permissions } = useSession();
  return useMemo(() => navItems.filter((item) => mayOpen(item.permission, permissions)), [permissions]);
}

/** Whether somebody with these permissions may open a page: without a demand everybody, else who has one of those named. */
export function mayOpen(demand: PageFacts['permission'], permissions: readonly string[]): boolean {
  if (!demand) return true;
  return typeof demand === 'string'
    ? permissions.includes(demand)
    : demand.some((name) => permissions.includes(name));
}
