import { useState } from 'react';
import type { Breakdown, FigureGroup } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { BarList } from '../../ui/chart/BarList';
import { Drawer } from '../../ui/Modal';
import { Tag } from '../../ui/Tag';
import { FigureDefinition, FigureDetail } from './FigureDetail';
import styles from './overview.module.css';
import { useShownFigure } from './useShownFigure';

interface BreakdownCardProps {
  part: Breakdown;
  /** The figure of all, drawn as a line through the bars. */
  reference: number | null;
  bottleneck: string | null;
}

/** A figure in parts. Each part opens its rows; parts that would give people away come last, with the reason. */
export function BreakdownCard({ part, reference, bottleneck }: BreakdownCardProps) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const shown = useShownFigure();
  const [open, setOpen] = useState<FigureGroup | null>(null);
  const [explained, setExplained] = useState(false);
  const known = part.groups.filter((group) => group.value !== null);
  const hidden = part.groups.filter((group) => group.value === null);
  const period = t('overview.period.span', { first: part.first_day, last: part.as_of });
  return (
    <Card
      title={both(part.title)}
      note={
        reference === null
          ? period
          : t('overview.reference', { period, reference: format.percent(reference) })
      }
      extra={
        <Button
          look="quiet"
          size="small"
          aria-label={t('overview.definition_of', { title: both(part.title) })}
          onClick={() => setExplained(true)}
        >
          {t('overview.definition')}
        </Button>
      }
    >
      {known.length > 0 && (
        <BarList
          reference={reference}
          items={known.map((group) => ({
            key: group.key,
            name: (
              <>
                <button type="button" className={styles.open} onClick={() => setOpen(group)}>
                  {both(group.label)}
                </button>
                {bottleneck !== null && group.key.endsWith(`.${bottleneck}`) && (
                  <Tag tone="warn">{t('overview.bottleneck')}</Tag>
                )}
              </>
            ),
            size: group.value ?? 0,
            value: shown(group.value, part.unit).value,
            note:
              group.numerator !== null && group.denominator !== null
                ? t('overview.counted.short', {
                    part: format.number(group.numerator),
                    whole: format.number(group.denominator),
                  })
                : undefined,
          }))}
        />
      )}
      <HiddenGroups groups={hidden} alone={known.length === 0} />
      <Drawer open={explained} title={both(part.title)} wide onClose={() => setExplained(false)}>
        <FigureDefinition figure={part} asOf={part.as_of} />
      </Drawer>
      <Drawer
        open={open !== null}
        title={open ? t('overview.part', { title: both(part.title), part: both(open.label) }) : ''}
        wide
        onClose={() => setOpen(null)}
      >
        {open && <FigureDetail figure={{ ...part, ...open }} asOf={part.as_of} />}
      </Drawer>
    </Card>
  );
}

/** Parts without a value, with the reason in words. */
function HiddenGroups({ groups, alone }: { groups: FigureGroup[]; alone: boolean }) {
  const t = useText();
  const both = useBilingual();
  if (groups.length === 0) return null;
  const reasons = new Map<string, string[]>();
  for (const group of groups) {
    const reason = group.hidden ? both(group.hidden) : t('overview.no_cases');
    reasons.set(reason, [...(reasons.get(reason) ?? []), both(group.label)]);
  }
  return (
    <div className={alone ? undefined : styles.hidden}>
      {[...reasons].map(([reason, labels]) => (
        <p key={reason} className="muted small">
          {t('overview.hidden', { labels: labels.join(t('overview.join')), reason })}
        </p>
      ))}
    </div>
  );
}
