import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { templateSample, templatesQuery, uploadTemplate, withdrawTemplate } from '../../api/changes';
import { useCatalogue, useEntityChoices } from '../../api/organisation';
import type { ChangeKind, TemplateView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { FormDrawer } from '../../ui/FormDrawer';
import { FileDrop, SelectField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { PlainTable } from '../../ui/table/PlainTable';
import styles from './changes.module.css';
import { changeKinds } from './tabs';

/** The firm's own letter templates. */
export function TemplatesTab() {
  const t = useText();
  const { nameOf } = useCatalogue();
  const found = useQuery(templatesQuery);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<TemplateView | null>(null);
  const withdraw = useWrite(withdrawTemplate, () => setLeaving(null));
  return (
    <>
      <div className={`${styles.bar} ${styles.pad}`}>
        <Button look="primary" icon="upload" onClick={() => setAdding(true)}>
          {t('changes.template.add')}
        </Button>
      </div>
      <QueryState query={found} what={t('changes.tab.letters')} framed={false}>
        {(data) => (
          <>
            {data.items.length === 0 ? (
              <Empty framed={false} title={t('changes.template.none')}>
                {t('changes.template.none.body')}
              </Empty>
            ) : (
              <PlainTable
                label={t('changes.tab.letters')}
                rows={data.items}
                rowKey={(row) => row.id}
                columns={[
                  {
                    key: 'kind',
                    title: t('personnel_change.kind'),
                    cell: (row) => nameOf('change_kind', row.kind),
                  },
                  {
                    key: 'entity',
                    words: true,
                    title: t('personnel_change.legal_entity_id'),
                    cell: (row) => row.legal_entity?.name ?? t('changes.template.all_entities'),
                  },
                  {
                    key: 'file',
                    words: true,
                    title: t('personnel_letter.file_name'),
                    cell: (row) => row.file_name,
                  },
                  {
                    key: 'fields',
                    words: true,
                    title: t('changes.template.fields'),
                    cell: (row) => <Fields row={row} />,
                  },
                  {
                    key: 'act',
                    words: true,
                    title: t('changes.act'),
                    cell: (row) => (
                      <span className={styles.bar}>
                        <a className={buttonClass('default', 'small')} href={templateSample(row.id)} download>
                          {t('changes.template.sample')}
                        </a>
                        <Button size="small" onClick={() => setLeaving(row)}>
                          {t('changes.template.withdraw')}
                        </Button>
                      </span>
                    ),
                  },
                ]}
              />
            )}
            <div className={styles.pad}>
              <p className="muted small">{t('changes.template.known')}</p>
              <p className={`${styles.fields} ${styles.known}`}>
                {data.fields.map((field) => (
                  <Tag key={field.name}>{`{{${field.name_zh}}}`}</Tag>
                ))}
              </p>
            </div>
          </>
        )}
      </QueryState>
      {adding && <UploadDrawer onClose={() => setAdding(false)} />}
      {leaving && (
        <ConfirmDialog
          title={t('changes.template.withdraw_it')}
          busy={withdraw.busy}
          problem={withdraw.problem}
          onConfirm={() => void withdraw.run(leaving.id)}
          onClose={() => setLeaving(null)}
        >
          {t('changes.template.withdraw.note', { name: leaving.file_name })}
        </ConfirmDialog>
      )}
    </>
  );
}

function Fields({ row }: { row: TemplateView }) {
  const t = useText();
  return (
    <span className={styles.fields}>
      <span>{t('changes.template.recognised', { count: row.recognised.length })}</span>
      {row.unknown.map((name) => (
        <Tag key={name} tone="warn">
          {t('changes.template.unknown', { name })}
        </Tag>
      ))}
    </span>
  );
}

function UploadDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const entities = useEntityChoices();
  const { nameOf } = useCatalogue();
  const [kind, setKind] = useState<ChangeKind | null>('confirm');
  const [entity, setEntity] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(uploadTemplate, (template) => {
    toast({ text: t('changes.template.done', { count: template.recognised.length }) });
    onClose();
  });
  return (
    <FormDrawer
      open
      title={t('changes.template.add')}
      submit={t('changes.template.submit')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={() => {
        setTried(true);
        if (kind && file) void write.run(kind, entity, file);
      }}
      onClose={onClose}
    >
      <SelectField
        label={t('personnel_change.kind')}
        value={kind}
        options={changeKinds.map((value) => ({ value, title: nameOf('change_kind', value) }))}
        onChange={setKind}
        required
      />
      <SelectField
        label={t('personnel_change.legal_entity_id')}
        value={entity}
        options={entities}
        none={t('changes.template.all_entities')}
        onChange={setEntity}
      />
      <FileDrop quiet accept=".docx" onFile={setFile}>
        {file?.name ?? t('changes.template.file.hint')}
      </FileDrop>
      {tried && !file && (
        <Notice tone="bad" icon="warning">
          {t('changes.template.file.missing')}
        </Notice>
      )}
      <Notice icon="guard">{t('changes.template.note')}</Notice>
    </FormDrawer>
  );
}
