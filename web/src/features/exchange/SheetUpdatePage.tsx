import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { returnSheet, sheetUpdateQuery, sheetWorkbook } from '../../api/sheetUpdates';
import type { SheetUpdateView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FileDrop } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Progress } from '../../ui/Progress';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { CellsCard } from './CellsCard';
import { CellTable } from './CellTable';

/** One workbook: out, back with each changed cell, and what was applied. */
export function SheetUpdatePage() {
  const t = useText();
  const { sheetUpdateId } = useParams({ from: '/signed-in/sheet-updates/$sheetUpdateId' });
  const update = useQuery(sheetUpdateQuery(sheetUpdateId));
  return (
    <QueryState query={update} what={t('page.exchange.title')}>
      {(data) => <Opened update={data} />}
    </QueryState>
  );
}

function Opened({ update }: { update: SheetUpdateView }) {
  const t = useText();
  const format = useFormats();
  const navigate = useNavigate();
  const back = useWrite(returnSheet, (made) =>
    navigate({ to: '/sheet-updates/$sheetUpdateId', params: { sheetUpdateId: made.id } }),
  );
  const people = t('exchange.sub', { people: format.number(update.row_count) });
  return (
    <Page
      title={t('exchange.title', { day: format.day(update.as_of) })}
      sub={[people, t(`exchange.state.${update.state}`), update.file_name].filter(Boolean).join(' · ')}
      actions={
        <>
          {update.state === 'returned' && <Again busy={back.busy} onFile={(file) => back.run(file)} />}
          <a className={buttonClass()} href={sheetWorkbook(update.id)} download>
            {t('exchange.download')}
          </a>
        </>
      }
    >
      <ProblemNotice problem={back.problem} />
      {back.busy && (
        <Card>
          <Progress title={t('exchange.reading')} share={null} />
        </Card>
      )}
      {update.state === 'sent_out' && !back.busy && (
        <Card title={t('exchange.back')}>
          <FileDrop accept=".xlsx" onFile={(file) => back.run(file)}>
            <p className="muted small">{t('exchange.back.note')}</p>
          </FileDrop>
        </Card>
      )}
      {update.state === 'applied' && (
        <Notice
          tone="good"
          icon="check"
          title={t('exchange.done.title', { cells: format.number(update.applied) })}
        >
          {t('exchange.done.body')}
        </Notice>
      )}
      {update.state === 'applied' && update.cells.length > 0 && (
        <Card title={t('exchange.written')} note={t('exchange.written.note')} flush>
          <CellTable label={t('exchange.written')} update={update} cells={update.cells} />
        </Card>
      )}
      {update.unknown_rows.length > 0 && update.state === 'returned' && (
        <Notice tone="warn" title={t('exchange.unknown_rows', { rows: update.unknown_rows.join('、') })}>
          {t('exchange.unknown_rows.body')}
        </Notice>
      )}
      {update.state === 'returned' &&
        (update.cells.length > 0 ? (
          <CellsCard update={update} />
        ) : (
          <Empty title={t('exchange.no_cells')}>{t('exchange.no_cells.body')}</Empty>
        ))}
    </Page>
  );
}

/** The workbook once more, after it was mended. */
function Again({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button busy={busy} onClick={() => input.current?.click()}>
        {t('exchange.again')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
        }}
      />
    </>
  );
}
