import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { importsQuery, rosterTemplate, setTemplates, uploadRoster } from '../../api/imports';
import type { ImportState, ImportSummary } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { linkClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { CutNote } from '../../ui/CutNote';
import { FileDrop } from '../../ui/fields';
import { Page } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Progress } from '../../ui/Progress';
import { QueryState } from '../../ui/QueryState';
import { Tag, type Tone } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';

const tones: Record<ImportState, Tone> = {
  uploaded: 'info',
  mapped: 'info',
  checked: 'info',
  running: 'warn',
  paused: 'warn',
  done: 'good',
  cancelled: 'neutral',
  undone: 'neutral',
  failed: 'bad',
};

export function StateTag({ state }: { state: ImportState }) {
  const t = useText();
  return <Tag tone={tones[state]}>{t(`import.state.${state}`)}</Tag>;
}

/** A file in, and what came in before. */
export function ImportsPage() {
  const t = useText();
  const navigate = useNavigate();
  const imports = useQuery(importsQuery);
  const upload = useWrite(uploadRoster, (made) =>
    navigate({ to: '/import/$importId', params: { importId: made.id } }),
  );
  return (
    <Page title={t('page.import.title')} sub={t('page.import.sub')}>
      <ProblemNotice problem={upload.problem} />
      {upload.busy ? (
        <Card>
          <Progress title={t('import.uploading')} share={null} />
        </Card>
      ) : (
        <FileDrop accept=".csv,.xlsx,.txt,.json,.xml,.zip" onFile={(file) => upload.run(file)}>
          <p className="muted small">
            {t('import.formats')}{' '}
            <a className={linkClass} href={rosterTemplate()} download>
              {t('import.template')}
            </a>
          </p>
          <p className="muted small">
            {t('import.set.hint')}{' '}
            <a className={linkClass} href={setTemplates()} download>
              {t('import.set.templates')}
            </a>
          </p>
        </FileDrop>
      )}
      <QueryState query={imports} what={t('import.before')}>
        {(data) => (
          <>
            {data.items.length > 0 && <Before items={data.items} />}
            <CutNote more={data.more} shown={data.items.length} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Before({ items }: { items: ImportSummary[] }) {
  const t = useText();
  const format = useFormats();
  return (
    <Card title={t('import.before')} flush>
      <DataTable
        label={t('import.before')}
        rows={items}
        rowKey={(item) => item.id}
        columns={[
          {
            key: 'file',
            title: t('import.file'),
            width: 'minmax(160px, 2fr)',
            phone: 'lead',
            cell: (item) => (
              <Link to="/import/$importId" params={{ importId: item.id }}>
                {item.file_name}
              </Link>
            ),
          },
          {
            key: 'rows',
            title: t('import.rows'),
            width: '80px',
            align: 'end',
            cell: (item) => format.number(item.row_count),
          },
          {
            key: 'who',
            title: t('audit.column.who'),
            width: 'minmax(90px, 1fr)',
            cell: (item) => item.created_by ?? t('import.command_line'),
          },
          {
            key: 'at',
            title: t('audit.column.at'),
            width: '140px',
            cell: (item) => <time dateTime={item.created_at}>{format.moment(item.created_at)}</time>,
          },
          {
            key: 'state',
            title: t('people.status'),
            width: '96px',
            phone: 'side',
            cell: (item) => <StateTag state={item.state} />,
          },
        ]}
      />
    </Card>
  );
}
