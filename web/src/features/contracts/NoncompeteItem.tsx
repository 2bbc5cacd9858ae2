import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { stepNoncompete } from '../../api/contracts';
import { useCatalogue } from '../../api/organisation';
import { useSession } from '../../api/session';
import type { NoncompeteView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { ExplainedFigure } from '../../ui/explained/Explained';
import { Facts } from '../../ui/Facts';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, RadioGroup } from '../../ui/fields';
import { Redacted } from '../../ui/Hidden';
import { Notice } from '../../ui/Notice';
import { Tag, type Tone } from '../../ui/Tag';
import { useAct } from '../../ui/useAct';
import styles from './contracts.module.css';

const tones: Record<string, Tone> = {
  agreed: 'neutral',
  running: 'info',
  released: 'neutral',
  waived: 'neutral',
  over: 'neutral',
};

/** One agreement with what the law says it pays. */
export function NoncompeteItem({
  item,
  named,
  mayWrite,
}: {
  item: NoncompeteView;
  named: boolean;
  mayWrite: boolean;
}) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const [stepping, setStepping] = useState(false);
  const amount = (fen: number | null) => (fen === null ? null : format.money(fen));
  const monthly =
    item.monthly_fen !== null && item.explanation ? (
      <ExplainedFigure
        title={t('contracts.noncompete.pay_of', { name: item.person.full_name })}
        value={t('contracts.a_month', { amount: format.money(item.monthly_fen) })}
        explanation={item.explanation}
      />
    ) : (
      amount(item.monthly_fen)
    );
  return (
    <article className={styles.item}>
      <div className={styles.head}>
        {named && (
          <Link to="/people/$personId" params={{ personId: item.person.id }} search={{ tab: 'contracts' }}>
            {item.person.full_name}
          </Link>
        )}
        <b>{nameOf('noncompete_ground', item.ground)}</b>
        {item.state && (
          <Tag tone={tones[item.state] ?? 'warn'}>
            {code(`contracts.noncompete.state.${item.state}`, item.state)}
          </Tag>
        )}
      </div>
      {item.unpaid_too_long && (
        <Notice tone="bad" icon="warning">
          {t('contracts.noncompete.unpaid')}
        </Notice>
      )}
      <Facts
        items={[
          [t('noncompete.business'), format.parts([item.business, item.region])],
          [
            t('contracts.noncompete.length'),
            item.months !== null && t('contracts.months', { n: item.months }),
          ],
          item.first_day !== null && [
            t('contracts.noncompete.binds'),
            `${format.day(item.first_day)} – ${format.day(item.last_day)}`,
          ],
          [t('noncompete.monthly'), item.redacted.includes('monthly_fen') ? <Redacted key="r" /> : monthly],
          item.total_fen !== null && [t('contracts.noncompete.total'), format.money(item.total_fen)],
          item.paid_through !== null && [t('noncompete.paid_through'), format.day(item.paid_through)],
          item.penalty_fen !== null && [t('noncompete.penalty'), format.money(item.penalty_fen)],
          item.state === 'running' &&
            item.release_fen !== null && [t('contracts.noncompete.release'), format.money(item.release_fen)],
          item.signed_on !== null && [t('noncompete.signed_on'), format.day(item.signed_on)],
        ]}
      />
      {mayWrite && (item.state === 'agreed' || item.state === 'running' || item.state === 'released') && (
        <div className="row">
          <Button size="small" onClick={() => setStepping(true)}>
            {t('contracts.noncompete.step')}
          </Button>
        </div>
      )}
      {stepping && <StepDrawer item={item} onClose={() => setStepping(false)} />}
    </article>
  );
}

const steps: Record<string, readonly ('start' | 'pay' | 'release' | 'waive')[]> = {
  agreed: ['start', 'waive'],
  running: ['pay', 'release'],
  released: ['pay'],
};

function StepDrawer({ item, onClose }: { item: NoncompeteView; onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const choices = steps[item.state ?? ''] ?? [];
  const [step, setStep] = useState<(typeof choices)[number] | null>(choices[0] ?? null);
  const [day, setDay] = useState<string | null>(today);
  const act = useAct(stepNoncompete, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('contracts.noncompete.step_of', { name: item.person.full_name })}
      submit={t('action.save')}
      onSubmit={() => act.submit(step !== null && day !== null, item.id, step ?? '', day ?? '')}
    >
      <RadioGroup
        label={t('contracts.noncompete.which')}
        error={act.errorAt('step', step === null)}
        value={step}
        onChange={setStep}
        choices={choices.map((value) => ({
          value,
          title: t(`contracts.noncompete.step.${value}`),
          note: t(`contracts.noncompete.step.${value}.note`),
        }))}
      />
      <DateField
        label={t('contracts.step_day')}
        value={day}
        error={act.errorAt('day', day === null)}
        onChange={setDay}
        required
      />
    </FormDrawer>
  );
}
