import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { boardQuery } from '../../api/offboarding';
import { useMay } from '../../api/session';
import type { BoardItem } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Chips } from '../../ui/Chips';
import { CutNote } from '../../ui/CutNote';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { AgreementDrawer } from './AgreementDrawer';
import { BoardFigures } from './BoardFigures';
import { CaseTable } from './CaseTable';
import { PreDrawer } from './PreDrawer';
import { ResignationDrawer } from './ResignationDrawer';
import { closedStages, openStages } from './stages';

type Opening = 'pre' | 'resignation' | 'agreement';

/** Everybody who leaves, by where the case stands. */
export function OffboardingPage() {
  const t = useText();
  const may = useMay();
  const search = useSearch({ from: '/signed-in/offboarding' });
  const navigate = useNavigate({ from: '/offboarding' });
  const [opening, setOpening] = useState<Opening | null>(search.talk ? 'pre' : null);
  const all = search.view === 'all';
  const board = useQuery(boardQuery(all));
  const person = search.person && search.name ? { id: search.person, title: search.name } : null;
  const close = () => {
    setOpening(null);
    if (search.talk) void navigate({ search: { view: search.view }, replace: true });
  };
  const opened = (id: string) => navigate({ to: '/offboarding/$caseId', params: { caseId: id } });
  return (
    <Page
      title={t('page.offboarding.title')}
      sub={t('page.offboarding.sub')}
      actions={
        may('offboarding.manage') && (
          <>
            <Button onClick={() => setOpening('pre')}>{t('offboarding.open_pre')}</Button>
            <Button onClick={() => setOpening('agreement')}>{t('offboarding.record_agreement')}</Button>
            <Button look="primary" onClick={() => setOpening('resignation')}>
              {t('offboarding.record_resignation')}
            </Button>
          </>
        )
      }
    >
      <Chips
        label={t('page.offboarding.title')}
        value={all ? 'all' : 'open'}
        onChange={(view) => navigate({ search: { view: view === 'all' ? 'all' : undefined }, replace: true })}
        items={[
          { key: 'open', title: t('offboarding.view.open') },
          { key: 'all', title: t('offboarding.view.all') },
        ]}
      />
      <QueryState query={board} what={t('page.offboarding.title')}>
        {(data) => (
          <>
            <Board cases={data.items} />
            <CutNote more={data.total === null} shown={data.items.length} />
          </>
        )}
      </QueryState>
      <PreDrawer
        open={opening === 'pre'}
        person={person}
        talk={search.talk}
        onClose={close}
        onDone={opened}
      />
      <ResignationDrawer open={opening === 'resignation'} person={null} onClose={close} onDone={opened} />
      <AgreementDrawer open={opening === 'agreement'} person={null} onClose={close} onDone={opened} />
    </Page>
  );
}

function Board({ cases }: { cases: BoardItem[] }) {
  const t = useText();
  const format = useFormats();
  if (cases.length === 0)
    return <Empty title={t('offboarding.none.title')}>{t('offboarding.none.body')}</Empty>;
  return (
    <>
      <BoardFigures cases={cases} />
      {[...openStages, ...closedStages].map((stage) => {
        const rows = cases.filter((item) => item.stage === stage);
        if (rows.length === 0) return null;
        return (
          <Card
            key={stage}
            flush
            title={t(`offboarding.stage.${stage}`)}
            note={t('offboarding.stage_note', {
              cases: format.number(rows.length),
              what: t(`offboarding.stage_what.${stage}`),
            })}
          >
            <CaseTable label={t(`offboarding.stage.${stage}`)} cases={rows} />
          </Card>
        );
      })}
    </>
  );
}
