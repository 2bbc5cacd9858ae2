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
  permission?: string;
  /** Where it stands in the side navigation. A page without a group is reached from another page. */
  group?: NavGroup;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption extends Partial<PageFacts> {}
}

/** Every page behind the sign-in: one row each. `routes.tsx` says which component draws it. */
export const pages = {
  '/people': { title: 'page.people.title', icon: 'people', permission: 'person.read', group: 'people' },
  '/people/$personId': { title: 'page.person.title', icon: 'person', permission: 'person.read' },
  '/me': { title: 'page.me.title', icon: 'person', group: 'top' },
} as const satisfies Record<string, PageFacts>;

export type PagePath = keyof typeof pages;

export interface NavItem extends PageFacts {
  to: NavPath;
  group: NavGroup;
}

type NavPath = { [P in PagePath]: (typeof pages)[P] extends { group: NavGroup } ? P : never }[PagePath];

/** On a phone those of these that the reader may open stand at the bottom. */
export const phoneTabs: readonly NavPath[] = ['/people', '/me'];

const navItems = Object.entries(pages)
  .map(([to, facts]) => ({ to, ...facts }) as { to: string } & PageFacts)
  .filter((item): item is NavItem => item.group !== undefined);

/** The pages of the navigation that the reader may open. */
export function useNav(): NavItem[] {
  const { permissions } = useSession();
  return useMemo(
    () => navItems.filter((item) => !item.permission || permissions.includes(item.permission)),
    [permissions],
  );
}
