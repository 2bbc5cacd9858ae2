import type { ReactNode } from 'react';
import type { BandName, Confidence } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Band } from '../../ui/Band';
import { Card } from '../../ui/Card';
import { type Fact, Facts } from '../../ui/Facts';
import styles from './insights.module.css';

interface BandCardProps {
  band: BandName;
  previous: BandName | null;
  confidence: Confidence | null;
  facts?: (Fact | null | false)[];
  children?: ReactNode;
}

/** The band, how well it is founded, and what is missing. */
export function BandCard({ band, previous, confidence, facts = [], children }: BandCardProps) {
  const t = useText();
  return (
    <Card title={t('insight.band')} note={t('insight.band.note')}>
      <div className={styles.bandBody}>
        <Band now={band} previous={previous} />
        <Facts
          items={[confidence && [t('insight.confidence'), t(`insight.confidence.${confidence}`)], ...facts]}
        />
        {children}
      </div>
    </Card>
  );
}
