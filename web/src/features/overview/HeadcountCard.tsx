import { useMemo, useState } from 'react';
import type { MonthPoint, Text as Words } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { TwinChart } from '../../ui/chart/TwinChart';
import { Drawer } from '../../ui/Modal';

/** Headcount at the end of each month above, who came and went below. */
export function HeadcountCard({ months, definition }: { months: MonthPoint[]; definition: Words }) {
  const t = useText();
  const both = useBilingual();
  const [explained, setExplained] = useState(false);
  const chart = useMemo(
    () => ({
      periods: months.map((point) => point.month),
      line: { name: t('overview.headcount'), values: months.map((point) => point.headcount) },
      bars: [
        { name: t('overview.hires'), values: months.map((point) => point.hires) },
        { name: t('overview.exits'), values: months.map((point) => point.exits), below: true },
      ],
    }),
    [months, t],
  );
  return (
    <Card
      title={t('overview.months')}
      note={t('overview.months.note')}
      extra={
        <Button look="quiet" size="small" onClick={() => setExplained(true)}>
          {t('overview.definition')}
        </Button>
      }
    >
      <TwinChart label={t('overview.months.label', { months: months.length })} {...chart} />
      <Drawer open={explained} title={t('overview.months')} onClose={() => setExplained(false)}>
        <p>{both(definition)}</p>
      </Drawer>
    </Card>
  );
}
