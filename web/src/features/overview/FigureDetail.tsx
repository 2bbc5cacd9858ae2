import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCatalogue } from '../../api/organisation';
import { figureRowsQuery } from '../../api/overview';
import { useMay } from '../../api/session';
import type { FigureRow, Text as Words } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useSpan } from '../../i18n/useSpan';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { type Fact, Facts } from '../../ui/Facts';
import { QueryState } from '../../ui/QueryState';
import { type Column, DataTable } from '../../ui/table/DataTable';

interface Defined {
  definition: Words;
  formula: string;
  population: Words;
  first_day: string | null;
}

interface Counted extends Defined {
  key: string;
  numerator: number | null;
  denominator: number | null;
  rows: number | null;
}

/** What a figure means, over whom, and the rows it was counted from. */
export function FigureDetail({ figure, asOf }: { figure: Counted; asOf: string }) {
  const t = useText();
  const format = useFormats();
  return (
    <div className="stack">
      <FigureDefinition figure={figure} asOf={asOf}>
        {figure.numerator !== null &&
          figure.denominator !== null && [
            t('overview.counted'),
            t('overview.counted.of', {
              part: format.number(figure.numerator),
              whole: format.number(figure.denominator, Number.isInteger(figure.denominator) ? 0 : 1),
            }),
          ]}
      </FigureDefinition>
      {figure.rows === null ? (
        <p className="muted">{t('overview.rows.closed')}</p>
      ) : (
        <FigureRows figure={figure.key} asOf={asOf} />
      )}
    </div>
  );
}

/** What a figure means and over whom; between them what it was counted from, where one number was. */
export function FigureDefinition({
  figure,
  asOf,
  children,
}: {
  figure: Defined;
  asOf: string;
  children?: Fact | false;
}) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  return (
    <div className="stack">
      <p>{both(figure.definition)}</p>
      <Facts
        items={[
          [t('overview.population'), both(figure.population)],
          [
            t('overview.period'),
            figure.first_day
              ? t('overview.period.span', { first: figure.first_day, last: asOf })
              : format.day(asOf),
          ],
          children ?? null,
          [t('overview.formula'), figure.formula],
        ]}
      />
    </div>
  );
}

/** The people or cases that a figure was counted from. */
export function FigureRows({ figure, asOf }: { figure: string; asOf: string }) {
  const t = useText();
  const found = useInfiniteQuery(figureRowsQuery(figure, asOf));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns(rows);
  return (
    <QueryState query={found} what={t('overview.rows')} framed={false}>
      {(data) => (
        <>
          <h3>{t('overview.rows.count', { total: data.pages[0]?.total ?? 0 })}</h3>
          <DataTable
            label={t('overview.rows')}
            rows={rows.map((row, index) => ({ ...row, index }))}
            rowKey={(row) => `${row.person_id} ${row.index}`}
            total={data.pages[0]?.total ?? null}
            columns={columns}
          />
          {found.hasNextPage && (
            <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('action.more')}
            </Button>
          )}
        </>
      )}
    </QueryState>
  );
}

function useColumns(rows: FigureRow[]): Column<FigureRow>[] {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const span = useSpan();
  const may = useMay();
  const { nameOf } = useCatalogue();
  const said = (row: FigureRow) =>
    [
      both(row.note),
      row.minutes !== null && span(row.minutes * 60),
      row.outcome && t(`overview.outcome.${row.outcome}`),
      nameOf('exit_ground', row.exit_ground),
      nameOf('exit_reason', row.exit_reason),
    ]
      .filter(Boolean)
      .join(t('overview.join'));
  const columns: Column<FigureRow>[] = [
    {
      key: 'person',
      title: t('overview.column.person'),
      phone: 'lead',
      cell: (row) =>
        may('person.read') ? (
          <Link to="/people/$personId" params={{ personId: row.person_id }}>
            {row.full_name}
          </Link>
        ) : (
          row.full_name
        ),
    },
    { key: 'unit', title: t('overview.column.unit'), cell: (row) => row.unit?.name ?? '' },
    {
      key: 'day',
      title: t('overview.column.day'),
      width: '104px',
      phone: 'side',
      cell: (row) => format.day(row.day),
    },
  ];
  if (rows.some((row) => said(row) !== ''))
    columns.push({
      key: 'note',
      title: t('overview.column.note'),
      width: 'minmax(0, 1.6fr)',
      phone: 'line',
      cell: said,
    });
  return columns;
}
