import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay, useSession } from '../../api/session';
import { endNumberRule, numberRulesQuery } from '../../api/standard';
import type { NumberRuleList, NumberRuleView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag, type Tone } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { PlainTable } from '../../ui/table/PlainTable';
import { partName } from './numbers';
import { RuleDrawer } from './RuleDrawer';
import styles from './standard.module.css';

/** Rules for employee numbers: those that hold, what comes next, the counts. */
export function NumberRules() {
  const t = useText();
  const rules = useQuery(numberRulesQuery);
  return (
    <QueryState query={rules} what={t('standard.tab.numbers')} framed={false}>
      {(data) => <RulesOf data={data} />}
    </QueryState>
  );
}

function RulesOf({ data }: { data: NumberRuleList }) {
  const t = useText();
  const may = useMay();
  const [editing, setEditing] = useState<NumberRuleView | 'new' | null>(null);
  const [ending, setEnding] = useState<NumberRuleView | null>(null);
  const write = may('standard.write');
  const add = write && (
    <Button look="primary" icon="plus" onClick={() => setEditing('new')}>
      {t('numbers.new')}
    </Button>
  );
  return (
    <div className={styles.part}>
      {data.items.length === 0 ? (
        <Empty framed={false} title={t('numbers.none.title')} action={add}>
          {t('numbers.none.body')}
        </Empty>
      ) : (
        <>
          <div className={styles.bar}>
            <p className="muted small">{t('numbers.how')}</p>
            {add}
          </div>
          <ul className={styles.rules}>
            {data.items.map((rule) => (
              <Rule
                key={`${rule.rule_id} ${rule.first_day}`}
                rule={rule}
                onChange={write && rule.state !== 'past' ? () => setEditing(rule) : undefined}
                onEnd={
                  write && rule.state === 'current' && !rule.last_day ? () => setEnding(rule) : undefined
                }
              />
            ))}
          </ul>
          <Counters data={data} />
        </>
      )}
      {editing && <RuleDrawer rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {ending && <EndDrawer rule={ending} onClose={() => setEnding(null)} />}
    </div>
  );
}

const tones: Record<string, Tone> = { current: 'good', planned: 'info' };

function Rule({
  rule,
  onChange,
  onEnd,
}: {
  rule: NumberRuleView;
  onChange?: (() => void) | undefined;
  onEnd?: (() => void) | undefined;
}) {
  const t = useText();
  const format = useFormats();
  const state = (['current', 'planned', 'past'] as const).find((name) => name === rule.state) ?? 'past';
  return (
    <li className={styles.rule}>
      <div className={styles.ruleHead}>
        <h2>{rule.title}</h2>
        <Tag tone={tones[state] ?? 'neutral'}>{t(`numbers.state.${state}`)}</Tag>
        <span className="muted small">
          {rule.employer ?? t('numbers.scope.group')} · {format.day(rule.first_day)} –{' '}
          {rule.last_day ? format.day(rule.last_day) : t('duplicates.now')}
        </span>
        <span className={styles.acts}>
          {onChange && (
            <Button size="small" onClick={onChange}>
              {t('numbers.change')}
            </Button>
          )}
          {onEnd && (
            <Button size="small" look="quiet" onClick={onEnd}>
              {t('numbers.end')}
            </Button>
          )}
        </span>
      </div>
      <div className={styles.parts}>
        {rule.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the number
          <span key={index} className={styles.chip}>
            {partName(part, t)}
          </span>
        ))}
      </div>
      {rule.examples.length > 0 && (
        <dl className={styles.examples}>
          {rule.examples.map((example) => (
            <div key={example.employer}>
              <dt className="muted small">
                {rule.examples.length > 1 ? example.employer : t('numbers.preview')}
              </dt>
              <dd className="num">{example.numbers.join(t('numbers.join'))}</dd>
              <dd className="muted small">{t('numbers.preview.left', { n: format.number(example.left) })}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

function Counters({ data }: { data: NumberRuleList }) {
  const t = useText();
  const format = useFormats();
  if (data.counters.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{t('numbers.counters')}</h2>
      <PlainTable
        label={t('numbers.counters')}
        rows={data.counters}
        rowKey={(counter) => counter.scope}
        columns={[
          { key: 'scope', title: t('numbers.counter.scope'), cell: (counter) => scopeName(counter.scope, t) },
          { key: 'next', title: t('numbers.counter.next'), cell: (counter) => format.number(counter.next) },
        ]}
      />
    </section>
  );
}

/** `employer=SH year=26` as people say it. */
function scopeName(scope: string, t: ReturnType<typeof useText>): string {
  if (scope === 'all') return t('numbers.counter.all');
  const named = scope.split(' ').map((pair) => {
    const [by = '', value = ''] = pair.split('=');
    const known = (['employer', 'unit', 'year', 'month'] as const).find((name) => name === by);
    return known ? `${t(`numbers.per.${known}`)} ${value}` : pair;
  });
  return named.join(' · ');
}

function EndDrawer({ rule, onClose }: { rule: NumberRuleView; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const { today } = useSession();
  const [day, setDay] = useState<string | null>(today);
  const write = useWrite(endNumberRule, () => {
    toast({ text: t('numbers.ended', { day: day ?? '' }) });
    onClose();
  });
  return (
    <FormDrawer
      open
      title={t('numbers.end.title', { title: rule.title })}
      submit={t('numbers.end')}
      look="danger"
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => day && void write.run(rule.rule_id, day)}
    >
      <Notice>{t('numbers.end.note')}</Notice>
      <DateField
        label={t('numbers.last_day')}
        value={day}
        min={rule.first_day}
        error={day ? null : t('ui.field.missing')}
        onChange={setDay}
        required
      />
    </FormDrawer>
  );
}
