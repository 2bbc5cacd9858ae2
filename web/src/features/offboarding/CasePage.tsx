import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { caseQuery } from '../../api/offboarding';
import { useCatalogue } from '../../api/organisation';
import { useMay, useSession } from '../../api/session';
import type { OffboardingPage } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { Shown } from '../../ui/Hidden';
import { FlowBoard } from '../../ui/lanes/FlowBoard';
import { Page, Split } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { AddTaskDrawer } from './AddTaskDrawer';
import { CaseActions } from './CaseActions';
import { CaseCertificate } from './CaseCertificate';
import { CaseFigures } from './CaseFigures';
import { CaseSettlement } from './CaseSettlement';
import { DeadlinesCard } from './DeadlinesCard';
import { HandoverCard } from './HandoverCard';
import { HistoryCard } from './HistoryCard';
import { TaskPanel } from './TaskPanel';
import { WithdrawalNotice } from './WithdrawalNotice';

export function CasePage() {
  const t = useText();
  const { caseId } = useParams({ from: '/signed-in/offboarding/$caseId' });
  const found = useQuery(caseQuery(caseId));
  if (found.data) return <CaseBody key={found.data.id} page={found.data} />;
  return (
    <Page title={t('page.case.title')}>
      <QueryState query={found} what={t('page.case.title')}>
        {() => null}
      </QueryState>
    </Page>
  );
}

function CaseBody({ page }: { page: OffboardingPage }) {
  const t = useText();
  const code = useCode();
  const sub = useCaseWords(page);
  const [task, setTask] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const may = useMay();
  const { person_id } = useSession();
  const flow = page.flow ?? page.pre_flow;
  const { summary } = page;
  const opened = flow?.tasks.find((item) => item.id === task) ?? null;
  return (
    <Page
      title={t('offboarding.case_of', { name: summary.full_name })}
      avatar={<Avatar name={summary.full_name} big />}
      crumbs={[
        <Link key="board" to="/offboarding">
          {t('page.offboarding.title')}
        </Link>,
      ]}
      tag={
        <Tag tone={summary.stage === 'done' ? 'good' : summary.stage === 'stopped' ? 'neutral' : 'info'}>
          {code(`offboarding.stage.${summary.stage}`, summary.phase)}
        </Tag>
      }
      sub={sub}
      actions={<CaseActions page={page} />}
    >
      <WithdrawalNotice page={page} />
      <CaseFigures page={page} />
      <Split
        aside={
          <>
            {page.settlement && <CaseSettlement page={page} settlement={page.settlement} />}
            <DeadlinesCard deadlines={page.deadlines} />
            <CaseCertificate page={page} />
          </>
        }
      >
        {flow && (
          <FlowBoard
            note={t('flow.board.law')}
            flow={flow}
            extra={
              page.actions.includes('add_task') && (
                <Button size="small" icon="plus" onClick={() => setAdding(true)}>
                  {t('task.add')}
                </Button>
              )
            }
            onOpen={(item) => setTask(item.id)}
          />
        )}
        <CaseFacts page={page} />
        {flow && (
          <HandoverCard
            items={flow.items}
            works={may('task.work') && flow.ended_at === null && person_id !== summary.person_id}
          />
        )}
        <HistoryCard history={page.history} />
      </Split>
      {flow && (
        <>
          <TaskPanel page={page} flow={flow} task={opened} onOpen={setTask} onClose={() => setTask(null)} />
          <AddTaskDrawer caseId={page.id} flow={flow} open={adding} onClose={() => setAdding(false)} />
        </>
      )}
    </Page>
  );
}

/** The case in one line: the ground, the day it was received, the day it ends. */
function useCaseWords(page: OffboardingPage): string {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const { ground, last_day, stage } = page.summary;
  const words = [
    ground && nameOf('exit_ground', ground),
    page.received_on && t('offboarding.words.received', { day: format.day(page.received_on) }),
    last_day && t('offboarding.words.ends', { day: format.day(last_day) }),
    stage === 'pre_offboarding' && t('offboarding.words.pre'),
    page.pre_expires_at && t('offboarding.words.expires', { at: format.moment(page.pre_expires_at) }),
  ];
  return words.filter(Boolean).join(t('offboarding.words.join'));
}

function CaseFacts({ page }: { page: OffboardingPage }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const { summary, redacted } = page;
  const long = (name: 'pre_reason' | 'text' | 'withdrawal_reason') =>
    page[name] === null && !redacted.includes(name) ? null : (
      <Shown name={name} redacted={redacted}>
        {page[name]}
      </Shown>
    );
  return (
    <Card title={t('offboarding.facts')}>
      <Facts
        items={[
          [
            t('offboarding.person'),
            <Link key="person" to="/people/$personId" params={{ personId: summary.person_id }}>
              {summary.full_name}
            </Link>,
          ],
          [t('employment.employee_no'), page.employee_no],
          [t('employment.legal_entity_id'), page.legal_entity],
          [t('employment.valid_from'), format.day(page.hired_on)],
          page.received_on !== null && [t('offboarding.received_on'), format.day(page.received_on)],
          page.notice_ends !== null && [t('offboarding.notice_ends'), format.day(page.notice_ends)],
          page.wished_last_day !== null && [
            t('offboarding.wished_last_day'),
            format.day(page.wished_last_day),
          ],
          [t('offboarding.pre.reason'), long('pre_reason')],
          [t('offboarding.text'), long('text')],
          [t('offboarding.withdrawal_reason'), long('withdrawal_reason')],
          (page.reason !== null || redacted.includes('reason')) && [
            t('offboarding.exit_reason'),
            <Shown key="reason" name="reason" redacted={redacted}>
              {nameOf('exit_reason', page.reason ?? '')}
            </Shown>,
          ],
        ]}
      />
    </Card>
  );
}
