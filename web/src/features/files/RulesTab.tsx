import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fileRulesQuery, putFileRule } from '../../api/files';
import { useCatalogue } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { FileRuleView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, SelectField, TextArea, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { DataTable } from '../../ui/table/DataTable';
import { useCategory } from './words';

const audiences = ['everyone', 'kinds', 'key_people', 'nobody'] as const;
const classes = [
  'directory',
  'employment',
  'contact',
  'identity',
  'pay',
  'bank',
  'performance',
  'absence',
  'health',
  'protected',
  'talk',
] as const;

/** What holds for each category: who sees it, who must have it, how long it is kept. */
export function RulesTab() {
  const t = useText();
  const rules = useQuery(fileRulesQuery);
  return (
    <QueryState query={rules} what={t('files.tab.rules')}>
      {(data) => <Rules rules={data.items} />}
    </QueryState>
  );
}

function Rules({ rules }: { rules: FileRuleView[] }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const may = useMay();
  const category = useCategory();
  const { nameOf } = useCatalogue();
  const [changing, setChanging] = useState<FileRuleView | null>(null);
  const audience = (rule: FileRuleView) =>
    rule.audience === 'kinds'
      ? format.names(rule.kinds.map((kind) => nameOf('employment_kind', kind)))
      : code(`files.audience.${rule.audience}`, rule.audience);
  return (
    <Card flush title={t('files.tab.rules')} note={t('files.rules.note')}>
      <DataTable
        label={t('files.tab.rules')}
        rows={rules}
        rowKey={(rule) => rule.category}
        columns={[
          {
            key: 'category',
            title: t('file.category'),
            width: 'minmax(120px, 1.1fr)',
            phone: 'lead',
            cell: (rule) =>
              may('file.destroy') ? (
                <TextButton plain onClick={() => setChanging(rule)}>
                  {category(rule.category)}
                </TextButton>
              ) : (
                category(rule.category)
              ),
          },
          {
            key: 'class',
            title: t('file.class'),
            width: '110px',
            cell: (rule) => code(`class.${rule.class}`, rule.class),
          },
          {
            key: 'audience',
            title: t('file_rule.audience'),
            width: 'minmax(110px, 1fr)',
            cell: audience,
          },
          {
            key: 'years',
            title: t('file_rule.keep_years'),
            width: '120px',
            phone: 'side',
            cell: (rule) =>
              rule.keep_years === 0
                ? t('files.for_good')
                : t('files.years', {
                    years: format.number(rule.keep_years),
                    from: code(`files.keep_from.${rule.keep_from}`, rule.keep_from),
                  }),
          },
          {
            key: 'basis',
            title: t('file_rule.basis'),
            width: 'minmax(160px, 2fr)',
            phone: 'line',
            cell: (rule) => rule.basis,
          },
        ]}
      />
      {changing && <RuleForm key={changing.category} rule={changing} onClose={() => setChanging(null)} />}
    </Card>
  );
}

function RuleForm({ rule, onClose }: { rule: FileRuleView; onClose: () => void }) {
  const t = useText();
  const code = useCode();
  const category = useCategory();
  const { choices } = useCatalogue();
  const [fieldClass, setClass] = useState<string | null>(rule.class);
  const [audience, setAudience] = useState<string | null>(rule.audience);
  const [kinds, setKinds] = useState<readonly string[]>(rule.kinds);
  const [years, setYears] = useState(String(rule.keep_years));
  const [from, setFrom] = useState<string | null>(rule.keep_from);
  const [basis, setBasis] = useState(rule.basis);
  const write = useWrite(putFileRule, onClose);
  return (
    <FormDrawer
      open
      title={category(rule.category)}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={() =>
        void write.run(rule.category, {
          class: fieldClass,
          audience,
          kinds,
          keep_years: Number(years),
          keep_from: from,
          basis,
        })
      }
      onClose={onClose}
    >
      {rule.least_years !== null && (
        <Notice>{t('files.least', { years: rule.least_years, article: rule.article ?? '' })}</Notice>
      )}
      <SelectField
        label={t('file.class')}
        hint={t('files.class.hint')}
        value={fieldClass}
        options={classes.map((value) => ({ value, title: code(`class.${value}`, value) }))}
        onChange={setClass}
      />
      <SelectField
        label={t('file_rule.audience')}
        value={audience}
        options={audiences.map((value) => ({ value, title: t(`files.audience.${value}`) }))}
        onChange={setAudience}
      />
      {audience === 'kinds' &&
        choices('employment_kind').map((kind) => (
          <Checkbox
            key={kind.value}
            label={kind.title}
            checked={kinds.includes(kind.value)}
            onChange={(on) =>
              setKinds(on ? [...kinds, kind.value] : kinds.filter((other) => other !== kind.value))
            }
          />
        ))}
      <TextField
        label={t('file_rule.keep_years')}
        hint={t('files.years.hint')}
        inputMode="numeric"
        value={years}
        onChange={setYears}
      />
      <SelectField
        label={t('file_rule.keep_from')}
        value={from}
        options={[
          { value: 'exit', title: t('files.keep_from.exit') },
          { value: 'filed', title: t('files.keep_from.filed') },
        ]}
        onChange={setFrom}
      />
      <TextArea label={t('file_rule.basis')} value={basis} onChange={setBasis} />
    </FormDrawer>
  );
}
