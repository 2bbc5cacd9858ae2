// Every page as it looks: both languages, light and dark, both widths. Each look is searched by axe; with
// RENHE_PICTURES it leaves a picture. RENHE_LOOKS=all walks all four pairs of language and theme, else two do.
export const title = 'every page in Chinese and English, light and dark, at both widths';

const pairs = [
  ['zh-CN', 'light'],
  ['en', 'dark'],
  ...(process.env.RENHE_LOOKS === 'all'
    ? [
        ['zh-CN', 'dark'],
        ['en', 'light'],
      ]
    : []),
];

// Pages of the system of record: with RENHE_LOOKS=all, because they double the time of the test run.
const fresh =
  /^(organisation|plan|contracts|conduct|award|discipline|complaints|work-rules|desk|change|exchange|standard|files|team)/;

/** Who opens which page, under which name the picture is kept. */
const walks = [
  [
    'han.xue',
    [
      ['overview', '/'],
      ['foresight', '/foresight'],
      ['people', '/people'],
      ['person', '/people', 'main a[href^="/people/"]'],
      ['organisation', '/organisation'],
      ['organisation-list', '/organisation?tab=list'],
      ['organisation-positions', '/organisation?tab=positions'],
      ['organisation-entities', '/organisation?tab=entities'],
      ['organisation-plans', '/organisation?tab=plans'],
      ['plan', '/organisation?tab=plans', 'main a[href^="/organisation/plans/"]'],
      ['contracts', '/contracts'],
      ['contracts-ending', '/contracts?tab=ending'],
      ['contracts-unsigned', '/contracts?tab=unsigned'],
      ['contracts-renewals', '/contracts?tab=renewals'],
      ['contracts-noncompetes', '/contracts?tab=noncompetes'],
      ['contracts-bonds', '/contracts?tab=bonds'],
      ['contracts-structure', '/contracts?tab=structure'],
      ['conduct', '/conduct'],
      ['awards', '/conduct?tab=awards'],
      ['award', '/conduct?tab=awards', 'main a[href^="/conduct/awards/"]'],
      ['discipline', '/conduct?tab=discipline', 'main a[href^="/conduct/discipline/"]'],
      ['complaints', '/conduct?tab=complaints'],
      ['work-rules', '/work-rules'],
      ['desk-queue', '/desk?tab=queue'],
      ['offboarding', '/offboarding'],
      ['case', '/offboarding', 'main a[href^="/offboarding/"]'],
      ['changes', '/changes'],
      ['changes-probation', '/changes?tab=probation'],
      ['changes-retirement', '/changes?tab=retirement'],
      ['changes-letters', '/changes?tab=letters'],
      ['change', '/changes?tab=all', 'main a[href^="/changes/"]'],
      ['imports', '/import'],
      ['exchange', '/sheet-updates'],
      ['standard-numbers', '/standard?tab=numbers'],
      ['standard-codes', '/standard?tab=codes'],
      ['standard-duplicates', '/standard?tab=duplicates'],
      ['standard-quality', '/standard?tab=quality'],
      ['standard-audits', '/standard?tab=audits'],
      ['standard-query', '/standard?tab=query'],
      ['objections', '/objections'],
      ['tasks', '/tasks'],
      ['files', '/files'],
      ['files-found', '/files?q=合同'],
      ['files-completeness', '/files?tab=completeness'],
      ['files-due', '/files?tab=due'],
      ['files-state', '/files?tab=state'],
      ['files-rules', '/files?tab=rules'],
      ['files-loan', '/files?tab=loans', 'main a[href^="/files/loans/"]'],
      ['settings-lists', '/settings?tab=lists'],
      ['settings-model', '/settings?tab=model'],
    ],
  ],
  [
    'shen.jingyi',
    [
      ['alerts', '/alerts'],
      ['alert', '/alerts', 'main a[href^="/alerts/"]'],
    ],
  ],
  [
    'zhang.mingyuan',
    [
      ['me', '/me'],
      ['desk', '/desk'],
      ['desk-proofs', '/desk?tab=proofs'],
      ['desk-articles', '/desk?tab=articles'],
    ],
  ],
  ['zhou.wenbo', [['files-loans', '/files?tab=loans']]],
  ['lin.ruoxi', [['settings-gates', '/settings?tab=gates']]],
  [
    'sysadmin',
    [
      ['settings-accounts', '/settings?tab=accounts'],
      ['settings-units', '/settings?tab=units'],
      ['settings-entities', '/settings?tab=entities'],
      ['no-access', '/people'],
    ],
  ],
  ['auditadmin', [['audit', '/audit']]],
];

export async function walk({ renhe, visitor }) {
  await renhe.demo();
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');
  for (const [locale, theme] of pairs) {
    const anybody = await visitor({ locale, theme });
    await anybody.open('/sign-in');
    await anybody.look('sign-in');
    await anybody.open('/verify/nobody-issued-this-one');
    await anybody.look('verify-unknown');
    await anybody.close();
    for (const [login, pages] of walks) {
      const one = await visitor({ locale, theme });
      await one.signIn(login);
      for (const [name, address, link] of pages) {
        if (fresh.test(name) && process.env.RENHE_LOOKS !== 'all') continue;
        await one.open(address);
        if (link) {
          await one.page.locator(link).first().click();
          await one.page.waitForURL((url) => url.pathname !== address.split('?')[0]);
          await one.settle();
        }
        await one.look(name);
      }
      await one.close();
    }
  }
}
