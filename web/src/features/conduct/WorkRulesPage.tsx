import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { workRulesQuery } from '../../api/conduct';
import { useMay } from '../../api/session';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { RuleCard } from './RuleCard';
import { RuleDrawer } from './RuleDrawer';

/** Work rules: what binds, since when, who took part, who has read it. */
export function WorkRulesPage() {
  const t = useText();
  const may = useMay();
  const [drafting, setDrafting] = useState(false);
  const rules = useQuery(workRulesQuery);
  return (
    <Page
      title={t('page.work_rules.title')}
      sub={t('page.work_rules.sub')}
      actions={
        may('work_rule.manage') && (
          <Button look="primary" onClick={() => setDrafting(true)}>
            {t('conduct.rule.draft')}
          </Button>
        )
      }
    >
      <QueryState query={rules} what={t('page.work_rules.title')}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('conduct.rule.none')}>{t('conduct.rule.none.body')}</Empty>
          ) : (
            items.map((rule) => <RuleCard key={rule.id} rule={rule} manages={may('work_rule.manage')} />)
          )
        }
      </QueryState>
      {drafting && <RuleDrawer rule={null} onClose={() => setDrafting(false)} />}
    </Page>
  );
}
