import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { modelQuery } from '../../api/insights';
import { requestTraining, trainingQuery } from '../../api/training';
import type { TrainingView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Progress } from '../../ui/Progress';
import { QueryState } from '../../ui/QueryState';

/** Trains a new model from the page: asked for, watched, and either there or refused with the number that is missing. */
export function TrainingCard({ first }: { first: boolean }) {
  const t = useText();
  const latest = useQuery(trainingQuery);
  const ask = useWrite(requestTraining);
  useModelWhenDone(latest.data ?? null);
  const running = latest.data !== null && latest.data !== undefined && !latest.data.finished_at;
  return (
    <Card
      title={t('training.title')}
      note={t('training.note')}
      extra={
        <Button
          size="small"
          look={first ? 'primary' : 'default'}
          busy={ask.busy}
          disabled={running || latest.data === undefined}
          onClick={() => void ask.run()}
        >
          {t(first ? 'training.start' : 'training.again')}
        </Button>
      }
    >
      <div className="stack">
        <ProblemNotice problem={ask.problem} />
        <QueryState query={latest} what={t('training.title')} framed={false}>
          {(training) =>
            training ? <Latest training={training} /> : <p className="soft">{t('training.never')}</p>
          }
        </QueryState>
      </div>
    </Card>
  );
}

/** The card of the model below is asked for anew when a training that the reader watched has ended. */
function useModelWhenDone(training: TrainingView | null) {
  const client = useQueryClient();
  const watched = useRef<string | null>(null);
  useEffect(() => {
    if (!training) return;
    if (!training.finished_at) {
      watched.current = training.id;
    } else if (watched.current === training.id) {
      watched.current = null;
      void client.invalidateQueries({ queryKey: modelQuery.queryKey });
    }
  }, [client, training]);
}

function Latest({ training }: { training: TrainingView }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  if (!training.finished_at)
    return (
      <Progress
        title={code(`training.stage.${training.stage}`, training.stage)}
        share={training.stage === 'queued' ? null : training.progress / 100}
      />
    );
  const at = format.moment(training.finished_at);
  if (training.stage === 'failed')
    return (
      <Notice tone="warn" icon="warning" live title={t('training.failed', { at })}>
        {training.problem === 'insights.too_few_exits'
          ? t('training.too_few_exits', {
              exits: training.problem_params.exits ?? '',
              needed: training.problem_params.needed ?? '',
            })
          : t('training.failed.body', { code: training.problem ?? '' })}
      </Notice>
    );
  return (
    <Notice tone="good" icon="check" live title={t('training.done', { at })}>
      {t('training.done.body')}
    </Notice>
  );
}
