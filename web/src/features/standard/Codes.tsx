import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useEntityChoices } from '../../api/organisation';
import { useMay, useSession } from '../../api/session';
import {
  type CodeFilter,
  codeMappingsQuery,
  codeSetsQuery,
  codesFile,
  putCodeMapping,
} from '../../api/standard';
import type { CodeMappingList, CodeMappingView, CodeSetList } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useLocale, useText } from '../../i18n/useText';
import { Button, buttonClass, TextButton } from '../../ui/Button';
import { Chips } from '../../ui/Chips';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, DateField, Select, SelectField, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { type Column, DataTable } from '../../ui/table/DataTable';
import { CodesImport } from './CodesImport';
import styles from './standard.module.css';

/** Codes of companies and what they mean in the standard of the group. */
export function Codes() {
  const t = useText();
  const sets = useQuery(codeSetsQuery);
  return (
    <div className={styles.part}>
      <QueryState query={sets} what={t('standard.tab.codes')} framed={false}>
        {(data) => <CodesOf sets={data} />}
      </QueryState>
    </div>
  );
}

function CodesOf({ sets }: { sets: CodeSetList }) {
  const t = useText();
  const english = useLocale() === 'en';
  const may = useMay();
  const entities = useEntityChoices();
  const [filter, setFilter] = useState<CodeFilter>({ kind: sets.items[0]?.kind ?? 'job_level' });
  const [editing, setEditing] = useState<CodeMappingView | 'new' | null>(null);
  const [importing, setImporting] = useState(false);
  const mappings = useQuery(codeMappingsQuery(filter));
  const set = sets.items.find((item) => item.kind === filter.kind);
  const write = may('standard.write');
  const open = (kind: string) =>
    sets.items.find((item) => item.kind === kind)?.companies.reduce((sum, own) => sum + own.unmapped, 0) ?? 0;
  return (
    <>
      <div className={styles.bar}>
        <Chips
          label={t('standard.tab.codes')}
          value={filter.kind}
          onChange={(kind) => setFilter({ ...filter, kind })}
          items={sets.items.map((item) => ({
            key: item.kind as string,
            title: english ? item.title.en : item.title.zh,
            count: open(item.kind) || null,
          }))}
        />
        <span className="row">
          <Select
            label={t('numbers.scope')}
            value={filter.legal_entity_id ?? ''}
            options={[{ value: '', title: t('codes.company.all') }, ...entities]}
            onChange={(id) => setFilter({ ...filter, legal_entity_id: id || undefined })}
          />
          <Checkbox
            label={t('codes.unmapped.only')}
            checked={filter.unmapped ?? false}
            onChange={(on) => setFilter({ ...filter, unmapped: on || undefined })}
          />
          <a className={buttonClass()} href={codesFile(filter.kind, 'xlsx')} download>
            {t('codes.export')}
          </a>
          {write && <Button onClick={() => setImporting(true)}>{t('codes.import')}</Button>}
          {write && (
            <Button look="primary" icon="plus" onClick={() => setEditing('new')}>
              {t('codes.add')}
            </Button>
          )}
        </span>
      </div>
      {set?.standard.length === 0 && (
        <Notice tone="info" title={t('codes.no_standard.title')}>
          {t('codes.no_standard.body', { list: english ? set.title.en : set.title.zh })}
        </Notice>
      )}
      <QueryState query={mappings} what={t('standard.tab.codes')} framed={false}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty framed={false} title={t('codes.none.title')}>
              {t('codes.none.body')}
            </Empty>
          ) : (
            <Table data={data} onOpen={write ? setEditing : undefined} />
          )
        }
      </QueryState>
      {editing && (
        <MappingDrawer
          kind={filter.kind}
          mapping={editing === 'new' ? null : editing}
          standard={set?.standard ?? []}
          onClose={() => setEditing(null)}
        />
      )}
      {importing && <CodesImport kind={filter.kind} onClose={() => setImporting(false)} />}
    </>
  );
}

function Table({
  data,
  onOpen,
}: {
  data: CodeMappingList;
  onOpen: ((mapping: CodeMappingView) => void) | undefined;
}) {
  const t = useText();
  const format = useFormats();
  const columns: Column<CodeMappingView>[] = [
    {
      key: 'code',
      title: t('code_mapping.local_code'),
      width: 'minmax(140px, 1fr)',
      phone: 'lead',
      cell: (row) =>
        onOpen ? (
          <TextButton plain onClick={() => onOpen(row)}>
            {row.local_code}
          </TextButton>
        ) : (
          row.local_code
        ),
    },
    {
      key: 'company',
      title: t('code_mapping.legal_entity_id'),
      width: '120px',
      phone: 'sub',
      cell: (row) => row.company,
    },
    {
      key: 'title',
      title: t('code_mapping.local_title'),
      width: 'minmax(120px, 1fr)',
      phone: 'sub',
      cell: (row) => row.local_title || '—',
    },
    {
      key: 'standard',
      title: t('code_mapping.standard_code'),
      width: 'minmax(180px, 2fr)',
      phone: 'line',
      cell: (row) =>
        row.standard_code ? (
          `${row.standard_code} ${row.standard_title ?? ''}`
        ) : (
          <span className={styles.terms}>
            <Tag tone="warn">{t('codes.unmapped')}</Tag>
            {row.suggestion && (
              <span className="muted small">{t('codes.suggested', { code: row.suggestion })}</span>
            )}
          </span>
        ),
    },
    {
      key: 'people',
      title: t('codes.people'),
      width: '90px',
      align: 'end',
      phone: 'side',
      cell: (row) => <span className="num">{format.number(row.people)}</span>,
    },
    {
      key: 'since',
      title: t('code_mapping.valid_from'),
      width: '110px',
      phone: 'away',
      cell: (row) => (row.first_day ? format.day(row.first_day) : '—'),
    },
  ];
  return (
    <DataTable
      label={t('standard.tab.codes')}
      columns={columns}
      rows={data.items}
      rowKey={(row) => `${row.legal_entity_id} ${row.local_code}`}
      foot={t('codes.foot', { n: format.number(data.items.length), unmapped: format.number(data.unmapped) })}
    />
  );
}

function MappingDrawer({
  kind,
  mapping,
  standard,
  onClose,
}: {
  kind: string;
  mapping: CodeMappingView | null;
  standard: CodeMappingList['standard'];
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const english = useLocale() === 'en';
  const { today } = useSession();
  const entities = useEntityChoices();
  const [company, setCompany] = useState(mapping?.legal_entity_id ?? null);
  const [code, setCode] = useState(mapping?.local_code ?? '');
  const [title, setTitle] = useState(mapping?.local_title ?? '');
  const [means, setMeans] = useState(mapping?.standard_code ?? mapping?.suggestion ?? null);
  const [day, setDay] = useState<string | null>(today);
  const [tried, setTried] = useState(false);
  const write = useWrite(putCodeMapping, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  const missing = (value: unknown) => (tried && !value ? t('ui.field.missing') : null);
  return (
    <FormDrawer
      open
      title={mapping ? t('codes.change', { code: mapping.local_code }) : t('codes.add')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (company && code.trim())
          void write.run({
            kind,
            legal_entity_id: company,
            local_code: code.trim(),
            local_title: title.trim(),
            standard_code: means,
            first_day: day,
          });
      }}
    >
      <SelectField
        label={t('code_mapping.legal_entity_id')}
        value={company}
        options={entities}
        disabled={mapping !== null}
        error={missing(company)}
        onChange={setCompany}
        required
      />
      <TextField
        label={t('code_mapping.local_code')}
        value={code}
        disabled={mapping !== null}
        error={missing(code.trim())}
        onChange={setCode}
        required
      />
      <TextField label={t('code_mapping.local_title')} value={title} onChange={setTitle} />
      <SelectField
        label={t('code_mapping.standard_code')}
        hint={mapping?.suggestion ? t('codes.suggested', { code: mapping.suggestion }) : undefined}
        value={means}
        options={standard.map((item) => ({
          value: item.code,
          title: `${item.code} ${english ? item.title_en : item.title_zh}`,
        }))}
        none={t('codes.unmapped')}
        onChange={setMeans}
      />
      <DateField
        label={t('code_mapping.valid_from')}
        hint={t('codes.since.hint')}
        value={day}
        onChange={setDay}
      />
    </FormDrawer>
  );
}
