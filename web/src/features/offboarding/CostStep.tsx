import { useState } from 'react';
import { previewCost } from '../../api/offboarding';
import type { ApiProblem } from '../../api/problem';
import type { CostPreviewView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { CostCard } from './CostCard';

interface Cost {
  preview: CostPreviewView | null;
  /** Null until there is a person and a day to ask for. */
  ask: (() => unknown) | null;
  busy: boolean;
  problem: ApiProblem | null;
  agreed: boolean;
  agree: (agreed: boolean) => void;
  /** The preview that was looked at and acknowledged; it counts for this person and this day only. */
  acknowledged: string | null;
}

/** The cost of an end that the employer wants, asked for one person and one day. */
export function useCost(person: string | null, day: string | null): Cost {
  const [shown, setShown] = useState<{ of: string; preview: CostPreviewView } | null>(null);
  const [agreed, setAgreed] = useState<string | null>(null);
  const write = useWrite(previewCost);
  const of = person && day ? `${person} ${day}` : null;
  const preview = shown && shown.of === of ? shown.preview : null;
  const ask = async () => {
    if (!person || !day || !of) return;
    const found = await write.run(person, day);
    if (found) setShown({ of, preview: found });
  };
  return {
    preview,
    ask: of ? ask : null,
    busy: write.busy,
    problem: write.problem,
    agreed: preview !== null && agreed === preview.id,
    agree: (yes) => setAgreed(yes ? (preview?.id ?? null) : null),
    acknowledged: preview !== null && agreed === preview.id ? preview.id : null,
  };
}

/** First the figures side by side, then the acknowledgement, then the change. */
export function CostStep({ cost, tried }: { cost: Cost; tried: boolean }) {
  const t = useText();
  return (
    <div className="stack">
      <Notice tone="warn" icon="guard">
        {t('cost.first')}
      </Notice>
      <div className="row">
        <Button icon="chart" busy={cost.busy} disabled={!cost.ask} onClick={() => cost.ask?.()}>
          {t('cost.ask')}
        </Button>
      </div>
      <ProblemNotice problem={cost.problem} />
      {cost.preview && (
        <>
          <CostCard preview={cost.preview} />
          <Checkbox label={t('cost.agree')} checked={cost.agreed} onChange={cost.agree} />
        </>
      )}
      {tried && !cost.acknowledged && (
        <Notice tone="bad" icon="warning" live>
          {t('cost.not_agreed')}
        </Notice>
      )}
    </div>
  );
}
