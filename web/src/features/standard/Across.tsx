import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/session';
import { answerQuery, exportAnswer, queryFieldsQuery, savedQueriesQuery } from '../../api/standard';
import type { AskedField, QueryAnswer, RunQuery } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button, linkClass } from '../../ui/Button';
import { DateField, RadioGroup, Select, SelectField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { type Column, DataTable } from '../../ui/table/DataTable';
import { PlainTable } from '../../ui/table/PlainTable';
import { FilterList } from './FilterList';
import { SaveQueryDrawer } from './SaveQueryDrawer';
import styles from './standard.module.css';

const blank: RunQuery = { filters: [], any: false, group_by: [], as_of: null };

/** What a field is called, in the reader's language. */
export function useFieldName(): (field: AskedField) => string {
  const code = useCode();
  return (field) => code(field.standard ? `across.standard.${field.standard}` : field.label, field.label);
}

/** Questions about people across companies: conditions, groups, a list, a file. */
export function Across() {
  const t = useText();
  const fields = useQuery(queryFieldsQuery);
  return (
    <div className={styles.part}>
      <QueryState query={fields} what={t('standard.tab.query')} framed={false}>
        {({ items }) => <AcrossOf fields={items} />}
      </QueryState>
    </div>
  );
}

function AcrossOf({ fields }: { fields: AskedField[] }) {
  const t = useText();
  const nameOf = useFieldName();
  const saved = useQuery(savedQueriesQuery).data?.items ?? [];
  const [draft, setDraft] = useState<RunQuery>(blank);
  const [asked, setAsked] = useState<RunQuery | null>(null);
  const [saving, setSaving] = useState(false);
  const groups = fields
    .filter((field) => field.groups)
    .map((field) => ({ value: field.key, title: nameOf(field) }));
  const groupAt = (at: number, key: string | null) => {
    const next = [...(draft.group_by ?? [])];
    if (key) next[at] = key;
    else next.splice(at, 1);
    setDraft({ ...draft, group_by: [...new Set(next.filter(Boolean))] });
  };
  return (
    <>
      {saved.length > 0 && (
        <Select
          label={t('across.saved')}
          value=""
          options={[
            { value: '', title: t('across.saved') },
            ...saved.map((query) => ({ value: query.id, title: query.title })),
          ]}
          onChange={(id) => {
            const found = saved.find((query) => query.id === id);
            if (!found) return;
            setDraft(found.query);
            setAsked(found.query);
          }}
        />
      )}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(draft);
        }}
      >
        <FilterList
          fields={fields}
          filters={draft.filters ?? []}
          onChange={(filters) => setDraft({ ...draft, filters })}
        />
        <div className={styles.pair}>
          {(draft.filters?.length ?? 0) > 1 && (
            <RadioGroup
              label={t('across.match')}
              value={draft.any ? 'any' : 'all'}
              onChange={(value) => setDraft({ ...draft, any: value === 'any' })}
              choices={[
                { value: 'all', title: t('across.match.all') },
                { value: 'any', title: t('across.match.any') },
              ]}
            />
          )}
          <SelectField
            label={t('across.group')}
            value={draft.group_by?.[0] ?? null}
            options={groups}
            none={t('across.group.none')}
            onChange={(key) => groupAt(0, key)}
          />
          {draft.group_by?.[0] && (
            <SelectField
              label={t('across.group.then')}
              value={draft.group_by?.[1] ?? null}
              options={groups.filter((option) => option.value !== draft.group_by?.[0])}
              none={t('across.group.none')}
              onChange={(key) => groupAt(1, key)}
            />
          )}
          <DateField
            label={t('across.day')}
            hint={t('across.day.hint')}
            value={draft.as_of ?? null}
            onChange={(as_of) => setDraft({ ...draft, as_of })}
          />
        </div>
        <span className="row">
          <Button type="submit" look="primary">
            {t('across.run')}
          </Button>
          <Button onClick={() => setSaving(true)}>{t('across.save')}</Button>
        </span>
      </form>
      {asked ? (
        <Answer question={asked} fields={fields} />
      ) : (
        <Empty framed={false} title={t('across.none.title')}>
          {t('across.none.body')}
        </Empty>
      )}
      {saving && <SaveQueryDrawer query={draft} saved={saved} onClose={() => setSaving(false)} />}
    </>
  );
}

function Answer({ question, fields }: { question: RunQuery; fields: AskedField[] }) {
  const t = useText();
  const may = useMay();
  const format = useFormats();
  const nameOf = useFieldName();
  const found = useInfiniteQuery(answerQuery(question));
  const save = useWrite(exportAnswer);
  const pages = { ...found, data: found.data?.pages };
  return (
    <QueryState query={pages} what={t('standard.tab.query')} framed={false}>
      {(data) => {
        const first = data[0];
        if (!first) return null;
        return (
          <>
            <ProblemNotice problem={save.problem} />
            <div className={styles.bar}>
              <p>{t('across.found', { n: format.number(first.total), day: format.day(first.as_of) })}</p>
              {may('roster.export') && first.total > 0 && (
                <Button busy={save.busy} onClick={() => void save.run(question)}>
                  {t('across.export')}
                </Button>
              )}
            </div>
            {first.groups.length > 0 && (
              <Groups
                answer={first}
                titles={(question.group_by ?? []).map((key) => {
                  const field = fields.find((known) => known.key === key);
                  return field ? nameOf(field) : key;
                })}
              />
            )}
            {first.total === 0 ? (
              <Empty framed={false} title={t('across.empty.title')}>
                {t('across.empty.body')}
              </Empty>
            ) : (
              <Rows
                rows={data.flatMap((page) => page.rows)}
                total={first.total}
                onEnd={
                  found.hasNextPage && !found.isFetchingNextPage
                    ? () => void found.fetchNextPage()
                    : undefined
                }
              />
            )}
          </>
        );
      }}
    </QueryState>
  );
}

function Groups({ answer, titles }: { answer: QueryAnswer; titles: string[] }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const shown = answer.groups.slice(0, 100);
  return (
    <section>
      {answer.smallest_group !== null && (
        <Notice icon="guard">{t('across.suppressed', { n: answer.smallest_group })}</Notice>
      )}
      <PlainTable
        label={t('across.groups')}
        rows={shown}
        rowKey={(group) => group.values.join('|')}
        columns={[
          ...titles.map((title, at) => ({
            key: `g${at}`,
            title,
            cell: (group: (typeof shown)[number]) => {
              const text = group.titles[at];
              return text ? code(`place.${text}`, text) : t('across.no_value');
            },
          })),
          {
            key: 'count',
            title: t('across.count'),
            cell: (group) => (group.count === null ? t('across.hidden') : format.number(group.count)),
          },
        ]}
      />
      {answer.groups.length > shown.length && (
        <p className="muted small">
          {t('across.groups.more', { n: format.number(answer.groups.length - shown.length) })}
        </p>
      )}
    </section>
  );
}

type Row = QueryAnswer['rows'][number];

function Rows({ rows, total, onEnd }: { rows: Row[]; total: number; onEnd: (() => void) | undefined }) {
  const t = useText();
  const format = useFormats();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('person.full_name'),
      width: 'minmax(110px, 1fr)',
      phone: 'lead',
      cell: (row) => (
        <Link className={linkClass} to="/people/$personId" params={{ personId: row.person_id }}>
          {row.full_name}
        </Link>
      ),
    },
    {
      key: 'number',
      title: t('employment.employee_no'),
      width: '120px',
      phone: 'side',
      cell: (row) => <span className="num">{row.employee_no}</span>,
    },
    {
      key: 'company',
      title: t('employment.legal_entity_id'),
      width: '110px',
      phone: 'sub',
      cell: (row) => row.company,
    },
    {
      key: 'unit',
      title: t('assignment.unit_id'),
      width: 'minmax(120px, 1fr)',
      phone: 'sub',
      cell: (row) => row.unit,
    },
    {
      key: 'position',
      title: t('assignment.position'),
      width: 'minmax(120px, 1fr)',
      phone: 'sub',
      cell: (row) => row.position,
    },
    {
      key: 'level',
      title: t('assignment.job_level'),
      width: '80px',
      phone: 'away',
      cell: (row) => row.job_level ?? '—',
    },
    {
      key: 'standard',
      title: t('across.standard.job_level'),
      width: '120px',
      phone: 'away',
      cell: (row) => row.standard_level ?? '—',
    },
    {
      key: 'since',
      title: t('employment.valid_from'),
      width: '110px',
      phone: 'away',
      cell: (row) => (row.hired_on ? format.day(row.hired_on) : '—'),
    },
  ];
  return (
    <DataTable
      label={t('standard.tab.query')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.person_id} ${row.employee_no}`}
      total={total}
      onEnd={onEnd}
      foot={t('quality.findings.shown', { n: format.number(rows.length), total: format.number(total) })}
    />
  );
}
