import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import { comparisonQuery, markDifferent, mergePersons } from '../../api/standard';
import type { DuplicateComparison, DuplicatePair } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Checkbox, RadioGroup, TextArea } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { useToast } from '../../ui/Toast';
import { PlainTable } from '../../ui/table/PlainTable';
import styles from './standard.module.css';

type Person = DuplicatePair['first'];

/** Two records side by side: they are one person and are merged, or they are two and that is remembered. */
export function CompareDrawer({ pair, onClose }: { pair: DuplicatePair; onClose: () => void }) {
  const t = useText();
  const code = useCode();
  const toast = useToast();
  const { first, second } = pair;
  const found = useQuery(comparisonQuery(first.person_id, second.person_id));
  const [survivor, setSurvivor] = useState(older(pair).person_id);
  const [take, setTake] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const kept = survivor === first.person_id ? first : second;
  const other = kept === first ? second : first;
  const merge = useWrite(mergePersons, (merged) => {
    toast({ text: t('duplicates.merge.done', { n: merged.moved, name: kept.full_name }) });
    onClose();
  });
  const verdict = useWrite(markDifferent, () => {
    toast({ text: t('duplicates.different.done') });
    onClose();
  });
  const why = reason.trim();
  const given = () => {
    setTried(true);
    return why !== '';
  };
  const obstacles = found.data?.obstacles ?? [];
  return (
    <Drawer
      open
      wide
      title={t('duplicates.compare.of', { first: first.full_name, second: second.full_name })}
      onClose={onClose}
      foot={
        <>
          <Button
            busy={verdict.busy}
            onClick={() =>
              given() &&
              void verdict.run({ first_id: first.person_id, second_id: second.person_id, reason: why })
            }
          >
            {t('duplicates.different')}
          </Button>
          <Button
            look="primary"
            busy={merge.busy}
            disabled={obstacles.length > 0 || !found.data}
            onClick={() =>
              given() &&
              void merge.run({
                survivor_id: kept.person_id,
                absorbed_id: other.person_id,
                take,
                reason: why,
              })
            }
          >
            {t('duplicates.merge')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ProblemNotice problem={merge.problem ?? verdict.problem} />
        <QueryState query={found} what={t('duplicates.compare')} framed={false}>
          {(data) => (
            <>
              {obstacles.map((obstacle) => (
                <Notice key={obstacle.code} tone="warn" icon="warning" title={t('duplicates.obstacle')}>
                  {code(`obstacle.${obstacle.code}`, obstacle.code)}{' '}
                  {Object.values(obstacle.params).join(' · ')}
                </Notice>
              ))}
              <Lines data={data} />
              <div className={styles.pair}>
                <Jobs title={t('duplicates.first')} person={first} />
                <Jobs title={t('duplicates.second')} person={second} />
              </div>
              {obstacles.length === 0 && (
                <Choices
                  data={data}
                  survivor={survivor}
                  onSurvivor={(id) => {
                    setSurvivor(id);
                    setTake([]);
                  }}
                  take={take}
                  onTake={setTake}
                />
              )}
            </>
          )}
        </QueryState>
        <TextArea
          label={t('duplicates.reason')}
          hint={t('duplicates.reason.hint')}
          value={reason}
          error={tried && why === '' ? t('ui.field.missing') : null}
          onChange={setReason}
          required
        />
      </div>
    </Drawer>
  );
}

/** The record with the older history is proposed to stay. */
function older({ first, second }: DuplicatePair): Person {
  const begin = (person: Person) => person.employments.at(-1)?.first_day ?? '9999';
  return begin(second) < begin(first) ? second : first;
}

const verdicts = ['same', 'differs', 'first_only', 'second_only', 'none'] as const;

function Lines({ data }: { data: DuplicateComparison }) {
  const t = useText();
  const code = useCode();
  const { nameOf } = useCatalogue();
  const shown = (field: string, value: string | null) =>
    value === null ? '—' : field === 'sex' ? nameOf('sex', value) : value;
  return (
    <PlainTable
      label={t('duplicates.compare')}
      rows={data.lines}
      rowKey={(line) => line.field}
      columns={[
        {
          key: 'field',
          title: t('duplicates.field'),
          cell: (line) => code(`person.${line.field}`, line.field),
        },
        { key: 'first', title: t('duplicates.first'), cell: (line) => shown(line.field, line.first) },
        { key: 'second', title: t('duplicates.second'), cell: (line) => shown(line.field, line.second) },
        {
          key: 'verdict',
          title: t('duplicates.verdict'),
          cell: (line) => {
            const known = verdicts.find((name) => name === line.verdict);
            return known ? t(`duplicates.verdict.${known}`) : '—';
          },
        },
      ]}
    />
  );
}

function Jobs({ title, person }: { title: string; person: Person }) {
  const t = useText();
  const format = useFormats();
  return (
    <section>
      <h3>
        {title}：{t('duplicates.employments')}
      </h3>
      {person.employments.length === 0 ? (
        <p className="muted">{t('duplicates.no_employment')}</p>
      ) : (
        <ul className={styles.jobs}>
          {person.employments.map((job) => (
            <li key={`${job.employee_no} ${job.first_day}`}>
              {job.employer} <span className="num">{job.employee_no}</span>{' '}
              <span className="muted small">
                {job.first_day ? format.day(job.first_day) : '—'} –{' '}
                {job.last_day ? format.day(job.last_day) : t('duplicates.now')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Choices({
  data,
  survivor,
  onSurvivor,
  take,
  onTake,
}: {
  data: DuplicateComparison;
  survivor: string;
  onSurvivor: (id: string) => void;
  take: string[];
  onTake: (fields: string[]) => void;
}) {
  const t = useText();
  const code = useCode();
  const { first, second } = data.pair;
  const differing = data.lines.filter((line) => line.verdict === 'differs');
  const name = (person: Person, title: string) =>
    `${title}：${person.full_name} ${person.employments[0]?.employee_no ?? ''}`;
  return (
    <>
      <p className="muted small">{t('duplicates.merge.keep.note')}</p>
      <RadioGroup
        label={t('duplicates.merge.keep')}
        value={survivor}
        onChange={onSurvivor}
        choices={[
          { value: first.person_id, title: name(first, t('duplicates.first')) },
          {
            value: second.person_id,
            title: name(second, t('duplicates.second')),
          },
        ]}
      />
      {differing.length > 0 && (
        <fieldset className={styles.take}>
          <legend>{t('duplicates.merge.take')}</legend>
          <p className="muted small">{t('duplicates.merge.take.note')}</p>
          {differing.map((line) => (
            <Checkbox
              key={line.field}
              label={t('duplicates.merge.take.of', { field: code(`person.${line.field}`, line.field) })}
              checked={take.includes(line.field)}
              onChange={(on) =>
                onTake(on ? [...take, line.field] : take.filter((field) => field !== line.field))
              }
            />
          ))}
        </fieldset>
      )}
    </>
  );
}
