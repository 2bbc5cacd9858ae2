import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { AuditFilter } from '../api/audit';
import type { DeskFilter } from '../api/contracts';
import { type AlertSelection, alertStates } from '../api/insights';
import type { AsOf } from '../api/people';
import { ApiProblem } from '../api/problem';
import { sessionQuery } from '../api/session';
import type { ChangeKind, ChangeState, ContractDue, TaskSelection, TicketQueue } from '../api/types';
import { type ApprovalSelection, approvalSelections } from '../features/approvals/selections';
import { type ChangesTab, changeKinds, changeStates, changesTabs } from '../features/changes/tabs';
import { type ConductTab, conductTabs } from '../features/conduct/tabs';
import { type ContractTab, contractTabs, warningDues, withinDays } from '../features/contracts/tabs';
import { type DeskTab, deskTabs, ticketQueues } from '../features/desk/tabs';
import { type OrganisationTab, organisationTabs } from '../features/organisation/tabs';
import { rosterSearch } from '../features/people/directory/search';
import { type SettingsTab, settingsTabs } from '../features/settings/tabs';
import { type StandardTab, standardTabs } from '../features/standard/tabs';
import { taskSelections } from '../features/tasks/selections';
import { texts } from '../ui/searchTexts';
import { NotFound, PageFailed } from './fallbacks';
import { Home } from './Home';
import { pages } from './pages';
import { Shell } from './Shell';

interface RouterContext {
  queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
});

/** What stands in the address of the page of files. */
type FilesSearch = Partial<Record<'tab' | 'q' | 'category' | 'status' | 'file' | 'unit' | 'view', string>>;

// Before the sign-in.
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next: string | undefined } => ({
    next: typeof search.next === 'string' ? search.next : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/auth/SignInPage'), 'SignInPage'),
});
const bootstrap = createRoute({
  getParentRoute: () => root,
  path: '/bootstrap',
  component: lazyRouteComponent(() => import('../features/auth/BootstrapPage'), 'BootstrapPage'),
});

// For whoever holds the address of a certificate; no account is needed.
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify/$token',
  component: lazyRouteComponent(() => import('../features/verify/VerifyPage'), 'VerifyPage'),
});

// Everything below asks who is signed in before it draws.
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
});
const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  validateSearch: (search): { as_of?: string } => texts(search, ['as_of']),
  component: Home,
});

const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  staticData: pages['/people'],
  validateSearch: rosterSearch,
  component: lazyRouteComponent(() => import('../features/people/PeoplePage'), 'PeoplePage'),
});
const person = createRoute({
  getParentRoute: () => signedIn,
  path: '/people/$personId',
  staticData: pages['/people/$personId'],
  validateSearch: (search): AsOf & { tab?: string } => texts(search, ['as_of', 'known_on', 'tab']),
  component: lazyRouteComponent(() => import('../features/people/PersonPage'), 'PersonPage'),
});
const team = createRoute({
  getParentRoute: () => signedIn,
  path: '/team',
  staticData: pages['/team'],
  validateSearch: (search): { below?: 'all' } => ({ below: search.below === 'all' ? 'all' : undefined }),
  component: lazyRouteComponent(() => import('../features/team/TeamPage'), 'TeamPage'),
});
const organisation = createRoute({
  getParentRoute: () => signedIn,
  path: '/organisation',
  staticData: pages['/organisation'],
  validateSearch: (
    search,
  ): { as_of?: string; known_on?: string; unit?: string; vacant?: string; tab?: OrganisationTab } => ({
    ...texts(search, ['as_of', 'known_on', 'unit', 'vacant']),
    tab: organisationTabs.find((tab) => tab === search.tab),
  }),
  component: lazyRouteComponent(
    () => import('../features/organisation/OrganisationPage'),
    'OrganisationPage',
  ),
});
const plan = createRoute({
  getParentRoute: () => signedIn,
  path: '/organisation/plans/$planId',
  staticData: pages['/organisation/plans/$planId'],
  component: lazyRouteComponent(() => import('../features/organisation/PlanPage'), 'PlanPage'),
});
const files = createRoute({
  getParentRoute: () => signedIn,
  path: '/files',
  staticData: pages['/files'],
  validateSearch: (search): FilesSearch =>
    texts(search, ['tab', 'q', 'category', 'status', 'file', 'unit', 'view']),
  component: lazyRouteComponent(() => import('../features/files/FilesPage'), 'FilesPage'),
});
const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  staticData: pages['/audit'],
  validateSearch: (search): AuditFilter & { seq?: number } => ({
    ...texts(search, ['record', 'operation', 'subject', 'actor']),
    seq: typeof search.seq === 'number' ? search.seq : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/audit/AuditPage'), 'AuditPage'),
});
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  staticData: pages['/settings'],
  validateSearch: (search): { tab?: SettingsTab } => ({
    tab: settingsTabs.find((tab) => tab.key === search.tab)?.key,
  }),
  component: lazyRouteComponent(() => import('./Settings'), 'Settings'),
});
const approvals = createRoute({
  getParentRoute: () => signedIn,
  path: '/approvals',
  staticData: pages['/approvals'],
  validateSearch: (search): { show?: ApprovalSelection } => ({
    show: approvalSelections.find((selection) => selection === search.show),
  }),
  component: lazyRouteComponent(() => import('../features/approvals/ApprovalsPage'), 'ApprovalsPage'),
});
const records = createRoute({
  getParentRoute: () => signedIn,
  path: '/records',
  staticData: pages['/records'],
  component: lazyRouteComponent(() => import('../features/records/RecordsPage'), 'RecordsPage'),
});
const record = createRoute({
  getParentRoute: () => signedIn,
  path: '/records/$record',
  staticData: pages['/records/$record'],
  validateSearch: (search) => texts(search, ['q']),
  component: lazyRouteComponent(() => import('../features/records/RecordsPage'), 'RecordPage'),
});
const standard = createRoute({
  getParentRoute: () => signedIn,
  path: '/standard',
  staticData: pages['/standard'],
  validateSearch: (search): { tab?: StandardTab } => ({
    tab: standardTabs.find((tab) => tab.key === search.tab)?.key,
  }),
  component: lazyRouteComponent(() => import('../features/standard/StandardPage'), 'StandardPage'),
});
const tasks = createRoute({
  getParentRoute: () => signedIn,
  path: '/tasks',
  staticData: pages['/tasks'],
  validateSearch: (search): { status?: TaskSelection } => ({
    status: taskSelections.find((status) => status === search.status),
  }),
  component: lazyRouteComponent(() => import('../features/tasks/TasksPage'), 'TasksPage'),
});
const contracts = createRoute({
  getParentRoute: () => signedIn,
  path: '/contracts',
  staticData: pages['/contracts'],
  validateSearch: (search): DeskFilter & { tab?: ContractTab; due?: ContractDue; within?: string } => ({
    ...texts(search, ['q', 'unit', 'entity', 'as_of']),
    tab: contractTabs.find((tab) => tab === search.tab),
    due: warningDues.find((due) => due === search.due),
    within: withinDays.find((days) => days === String(search.within)),
  }),
  component: lazyRouteComponent(() => import('../features/contracts/ContractsPage'), 'ContractsPage'),
});
const conduct = createRoute({
  getParentRoute: () => signedIn,
  path: '/conduct',
  staticData: pages['/conduct'],
  validateSearch: (search): { tab?: ConductTab } => ({
    tab: conductTabs.find((tab) => tab === search.tab),
  }),
  component: lazyRouteComponent(() => import('../features/conduct/ConductPage'), 'ConductPage'),
});
const award = createRoute({
  getParentRoute: () => signedIn,
  path: '/conduct/awards/$awardId',
  staticData: pages['/conduct/awards/$awardId'],
  component: lazyRouteComponent(() => import('../features/conduct/AwardPage'), 'AwardPage'),
});
const disciplineCase = createRoute({
  getParentRoute: () => signedIn,
  path: '/conduct/discipline/$disciplineId',
  staticData: pages['/conduct/discipline/$disciplineId'],
  component: lazyRouteComponent(() => import('../features/conduct/DisciplinePage'), 'DisciplinePage'),
});
const fileLoan = createRoute({
  getParentRoute: () => signedIn,
  path: '/files/loans/$loanId',
  staticData: pages['/files/loans/$loanId'],
  component: lazyRouteComponent(() => import('../features/files/LoanPage'), 'LoanPage'),
});
const workRules = createRoute({
  getParentRoute: () => signedIn,
  path: '/work-rules',
  staticData: pages['/work-rules'],
  component: lazyRouteComponent(() => import('../features/conduct/WorkRulesPage'), 'WorkRulesPage'),
});
const desk = createRoute({
  getParentRoute: () => signedIn,
  path: '/desk',
  staticData: pages['/desk'],
  validateSearch: (search): { tab?: DeskTab; queue?: TicketQueue } => ({
    tab: deskTabs.find((tab) => tab === search.tab),
    queue: ticketQueues.find((queue) => queue === search.queue),
  }),
  component: lazyRouteComponent(() => import('../features/desk/DeskPage'), 'DeskPage'),
});
const offboarding = createRoute({
  getParentRoute: () => signedIn,
  path: '/offboarding',
  staticData: pages['/offboarding'],
  // A person with a talk: the way from an alert to a plan for leaving.
  validateSearch: (search): { view?: 'all'; person?: string; name?: string; talk?: string } => ({
    view: search.view === 'all' ? 'all' : undefined,
    ...texts(search, ['person', 'name', 'talk']),
  }),
  component: lazyRouteComponent(() => import('../features/offboarding/OffboardingPage'), 'OffboardingPage'),
});
const offboardingCase = createRoute({
  getParentRoute: () => signedIn,
  path: '/offboarding/$caseId',
  staticData: pages['/offboarding/$caseId'],
  component: lazyRouteComponent(() => import('../features/offboarding/CasePage'), 'CasePage'),
});
const changes = createRoute({
  getParentRoute: () => signedIn,
  path: '/changes',
  staticData: pages['/changes'],
  validateSearch: (search): { tab?: ChangesTab; kind?: ChangeKind; state?: ChangeState } => ({
    tab: changesTabs.find((tab) => tab === search.tab),
    kind: changeKinds.find((kind) => kind === search.kind),
    state: changeStates.find((state) => state === search.state),
  }),
  component: lazyRouteComponent(() => import('../features/changes/ChangesPage'), 'ChangesPage'),
});
const change = createRoute({
  getParentRoute: () => signedIn,
  path: '/changes/$changeId',
  staticData: pages['/changes/$changeId'],
  component: lazyRouteComponent(() => import('../features/changes/ChangePage'), 'ChangePage'),
});
const foresight = createRoute({
  getParentRoute: () => signedIn,
  path: '/foresight',
  staticData: pages['/foresight'],
  validateSearch: (search): { level?: string } => texts(search, ['level']),
  component: lazyRouteComponent(() => import('../features/insights/ForesightPage'), 'ForesightPage'),
});
const objections = createRoute({
  getParentRoute: () => signedIn,
  path: '/objections',
  staticData: pages['/objections'],
  component: lazyRouteComponent(() => import('../features/insights/ObjectionsPage'), 'ObjectionsPage'),
});
const alerts = createRoute({
  getParentRoute: () => signedIn,
  path: '/alerts',
  staticData: pages['/alerts'],
  validateSearch: (search): { state?: AlertSelection } => ({
    state: alertStates.find((state) => state === search.state),
  }),
  component: lazyRouteComponent(() => import('../features/insights/AlertsPage'), 'AlertsPage'),
});
const alert = createRoute({
  getParentRoute: () => signedIn,
  path: '/alerts/$alertId',
  staticData: pages['/alerts/$alertId'],
  component: lazyRouteComponent(() => import('../features/insights/AlertPage'), 'AlertPage'),
});
const imports = createRoute({
  getParentRoute: () => signedIn,
  path: '/import',
  staticData: pages['/import'],
  component: lazyRouteComponent(() => import('../features/imports/ImportsPage'), 'ImportsPage'),
});
const importRun = createRoute({
  getParentRoute: () => signedIn,
  path: '/import/$importId',
  staticData: pages['/import/$importId'],
  component: lazyRouteComponent(() => import('../features/imports/ImportPage'), 'ImportPage'),
});
const sheetUpdates = createRoute({
  getParentRoute: () => signedIn,
  path: '/sheet-updates',
  staticData: pages['/sheet-updates'],
  component: lazyRouteComponent(() => import('../features/exchange/SheetUpdatesPage'), 'SheetUpdatesPage'),
});
const sheetUpdate = createRoute({
  getParentRoute: () => signedIn,
  path: '/sheet-updates/$sheetUpdateId',
  staticData: pages['/sheet-updates/$sheetUpdateId'],
  component: lazyRouteComponent(() => import('../features/exchange/SheetUpdatePage'), 'SheetUpdatePage'),
});
const me = createRoute({
  getParentRoute: () => signedIn,
  path: '/me',
  staticData: pages['/me'],
  component: lazyRouteComponent(() => import('./Me'), 'Me'),
});

// Components side by side, for those who build them; not in the shipped page.
const gallery = import.meta.env.DEV
  ? createRoute({
      getParentRoute: () => root,
      path: '/gallery',
      component: lazyRouteComponent(() => import('../../test/gallery/Gallery'), 'Gallery'),
    })
  : null;

const routeTree = root.addChildren([
  ...(gallery ? [gallery] : []),
  signIn,
  bootstrap,
  verify,
  signedIn.addChildren([
    home,
    foresight,
    objections,
    alerts,
    alert,
    people,
    person,
    team,
    organisation,
    plan,
    files,
    contracts,
    conduct,
    award,
    disciplineCase,
    fileLoan,
    workRules,
    desk,
    offboarding,
    offboardingCase,
    changes,
    change,
    audit,
    settings,
    tasks,
    records,
    record,
    approvals,
    imports,
    importRun,
    sheetUpdates,
    sheetUpdate,
    standard,
    me,
  ]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({ routeTree, context: { queries }, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
