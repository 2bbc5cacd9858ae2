import { useMemo, useState } from 'react';
import type { MonthPoint, Text as Words } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { TwinChart } from '../../ui/chart/TwinChart';
import { Drawer } from '../../ui/Modal';
import { FigureRows } from './FigureDetail';

/** The rows behind a point, by the series of the chart. */
const parts = ['headcount', 'hires', 'exits'] as const;

interface HeadcountCardProps {
  months: MonthPoint[];
  definition: Words;
  asOf: string;
}

/** Headcount at the end of each month above, who came and went below. */
export function HeadcountCard({ months, definition, asOf }: HeadcountCardProps) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const [explained, setExplained] = useState(false);
  const [open, setOpen] = useState<{ month: string; part: (typeof parts)[number] } | null>(null);
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
      <TwinChart
        label={t('overview.months.label', { months: months.length })}
        {...chart}
        onPick={(series, month) => setOpen({ month, part: parts[series] ?? 'headcount' })}
      />
      <Drawer
        open={open !== null}
        title={
          open
            ? t('overview.part', { title: format.month(open.month), part: t(`overview.${open.part}`) })
            : ''
        }
        wide
        onClose={() => setOpen(null)}
      >
        {open && (
          <div className="stack">
            <p>{both(definition)}</p>
            <FigureRows figure={`months.${open.month}.${open.part}`} asOf={asOf} />
          </div>
        )}
      </Drawer>
      <Drawer open={explained} title={t('overview.months')} onClose={() => setExplained(false)}>
        <p>{both(definition)}</p>
      </Drawer>
    </Card>
  );
}
