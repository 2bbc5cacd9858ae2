import { useState } from 'react';
import { acknowledgeWorkRule } from '../../api/conduct';
import { useCatalogue } from '../../api/organisation';
import type { WorkRuleView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Tag } from '../../ui/Tag';
import styles from './conduct.module.css';
import { PublishDrawer, RuleDrawer, StepDrawer } from './RuleDrawer';
import { Unacknowledged } from './Unacknowledged';

type Open = 'step' | 'publish' | 'draft' | 'missing' | null;

/** One version with its way, its text and who has read it. */
export function RuleCard({ rule, manages }: { rule: WorkRuleView; manages: boolean }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const [open, setOpen] = useState<Open>(null);
  const acknowledge = useWrite(() => acknowledgeWorkRule(rule.id));
  const close = () => setOpen(null);
  const draft = rule.state === 'draft';
  return (
    <Card
      title={rule.title}
      note={t('conduct.rule.version', { n: rule.version })}
      extra={
        <Tag tone={rule.state === 'published' ? 'good' : 'neutral'}>
          {code(`conduct.rule.state.${rule.state}`, rule.state)}
        </Tag>
      }
      foot={
        <div className="row">
          {rule.to_acknowledge && (
            <Button
              look={manages ? undefined : 'primary'}
              busy={acknowledge.busy}
              onClick={() => void acknowledge.run()}
            >
              {t('conduct.rule.acknowledge')}
            </Button>
          )}
          {manages && draft && <Button onClick={() => setOpen('step')}>{t('conduct.rule.step')}</Button>}
          {manages && draft && (
            <Button disabled={rule.missing_steps.length > 0} onClick={() => setOpen('publish')}>
              {t('conduct.rule.publish')}
            </Button>
          )}
          {manages && rule.state === 'published' && (
            <Button onClick={() => setOpen('draft')}>{t('conduct.rule.next')}</Button>
          )}
          {manages && rule.acknowledgements && (
            <Button onClick={() => setOpen('missing')}>
              {t('conduct.rule.missing', { n: format.number(rule.acknowledgements.missing) })}
            </Button>
          )}
        </div>
      }
    >
      <div className="stack">
        <ProblemNotice problem={acknowledge.problem} />
        {rule.missing_steps.length > 0 && (
          <Notice tone="warn" icon="guard">
            {t('conduct.rule.lacks', {
              steps: format.names(rule.missing_steps.map((step) => nameOf('work_rule_step', step))),
            })}
          </Notice>
        )}
        <Facts
          items={[
            [t('work_rule.legal_entity_id'), rule.legal_entity?.name ?? t('conduct.rule.everybody')],
            rule.published_on !== null && [t('work_rule.published_on'), format.day(rule.published_on)],
            rule.effective_on !== null && [t('work_rule.effective_on'), format.day(rule.effective_on)],
            rule.acknowledgements !== null && [
              t('conduct.rule.read'),
              t('conduct.rule.read_of', {
                read: format.number(rule.acknowledgements.employed - rule.acknowledgements.missing),
                all: format.number(rule.acknowledgements.employed),
              }),
            ],
            rule.acknowledged_at !== null && [
              t('work_rule_ack.acknowledged_at'),
              format.moment(rule.acknowledged_at),
            ],
            ...rule.steps.map(
              (step) =>
                [
                  nameOf('work_rule_step', step.kind),
                  format.parts([format.day(step.day), step.detail]),
                ] as const,
            ),
          ]}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
        <pre className={styles.words} tabIndex={0}>
          {rule.body}
        </pre>
      </div>
      {open === 'step' && <StepDrawer rule={rule} onClose={close} />}
      {open === 'publish' && <PublishDrawer rule={rule} onClose={close} />}
      {open === 'draft' && <RuleDrawer rule={rule} onClose={close} />}
      {open === 'missing' && <Unacknowledged id={rule.id} onClose={close} />}
    </Card>
  );
}
