import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { importQuery } from '../../api/imports';
import type { ImportState, ImportView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Steps } from '../../ui/Steps';
import { CheckStep } from './CheckStep';
import { DoneStep } from './DoneStep';
import { StateTag } from './ImportsPage';
import { MappingStep } from './MappingStep';
import { SetStep } from './SetStep';

const steps = ['upload', 'mapping', 'check', 'write', 'done'] as const;

const stepOf: Record<ImportState, number> = {
  uploaded: 1,
  mapped: 1,
  checked: 2,
  running: 3,
  paused: 3,
  done: 5,
  undone: 5,
  cancelled: 2,
  failed: 2,
};

/** One import from the file to the report; nothing is written before the fourth step. */
export function ImportPage() {
  const t = useText();
  const { importId } = useParams({ from: '/signed-in/import/$importId' });
  const run = useQuery(importQuery(importId));
  return (
    <QueryState query={run} what={t('page.import.title')}>
      {(data) => <Wizard run={data} />}
    </QueryState>
  );
}

function Wizard({ run }: { run: ImportView }) {
  const t = useText();
  const format = useFormats();
  const digest = `${run.file_digest.slice(0, 4)}…${run.file_digest.slice(-4)}`;
  const rows = format.number(run.row_count);
  const facts =
    run.kind === 'set'
      ? t('import.set.sub', { files: run.files.length, rows, digest })
      : t('import.sub', { rows, columns: run.columns.length, digest });
  const written = run.state === 'done' || run.state === 'running' || run.state === 'paused';
  return (
    <Page
      title={run.file_name}
      tag={<StateTag state={run.state} />}
      crumbs={[
        <Link key="list" to="/import">
          {t('page.import.title')}
        </Link>,
      ]}
      sub={written ? facts : `${facts}${t('import.nothing_written')}`}
    >
      <Steps titles={steps.map((step) => t(`import.step.${step}`))} now={stepOf[run.state]} />
      {run.same_file_at && (
        <Notice tone="warn" icon="warning">
          {t('import.same_file', { at: format.momentExact(run.same_file_at) })}
        </Notice>
      )}
      {run.failure && (
        <Notice tone="bad" icon="warning" title={t('import.failed')}>
          {run.failure}
        </Notice>
      )}
      <StepBody run={run} />
    </Page>
  );
}

function StepBody({ run }: { run: ImportView }) {
  if (run.kind === 'set' && run.state !== 'done' && run.state !== 'undone') return <SetStep run={run} />;
  switch (run.state) {
    case 'uploaded':
    case 'mapped':
      return <MappingStep run={run} />;
    case 'done':
    case 'undone':
      return <DoneStep run={run} />;
    default:
      return <CheckStep run={run} />;
  }
}
