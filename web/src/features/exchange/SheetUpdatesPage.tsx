import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useUnitChoices } from '../../api/organisation';
import { makeSheetUpdate, returnSheet, sheetUpdatesQuery } from '../../api/sheetUpdates';
import type { SheetColumn, SheetUpdateState, SheetUpdateSummary } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { CutNote } from '../../ui/CutNote';
import { Checkbox, FileDrop, SelectField } from '../../ui/fields';
import { Page } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Progress } from '../../ui/Progress';
import { QueryState } from '../../ui/QueryState';
import { Tag, type Tone } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';
import styles from './exchange.module.css';

const tones: Record<SheetUpdateState, Tone> = { sent_out: 'info', returned: 'warn', applied: 'good' };

export function SheetStateTag({ state }: { state: SheetUpdateState }) {
  const t = useText();
  return <Tag tone={tones[state]}>{t(`exchange.state.${state}`)}</Tag>;
}

/** Values out as a workbook, and the edited workbook back in. */
export function SheetUpdatesPage() {
  const t = useText();
  const navigate = useNavigate();
  const updates = useQuery(sheetUpdatesQuery);
  const open = (made: { id: string }) =>
    navigate({ to: '/sheet-updates/$sheetUpdateId', params: { sheetUpdateId: made.id } });
  const back = useWrite(returnSheet, open);
  return (
    <Page title={t('page.exchange.title')} sub={t('page.exchange.sub')}>
      <QueryState query={updates} what={t('page.exchange.title')}>
        {(data) => (
          <>
            <SendOut columns={data.columns} onMade={open} />
            <Card title={t('exchange.back')}>
              <ProblemNotice problem={back.problem} />
              {back.busy ? (
                <Progress title={t('exchange.reading')} share={null} />
              ) : (
                <FileDrop accept=".xlsx" onFile={(file) => back.run(file)}>
                  <p className="muted small">{t('exchange.back.note')}</p>
                </FileDrop>
              )}
            </Card>
            {data.items.length > 0 && <Before items={data.items} />}
            <CutNote more={data.more} shown={data.items.length} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function SendOut({ columns, onMade }: { columns: SheetColumn[]; onMade: (made: { id: string }) => void }) {
  const t = useText();
  const both = useBilingual();
  const units = useUnitChoices();
  const [unit, setUnit] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const make = useWrite(makeSheetUpdate, onMade);
  const toggle = (key: string, on: boolean) =>
    setChosen((now) => (on ? [...now, key] : now.filter((own) => own !== key)));
  const send = () => {
    setTried(true);
    if (unit && chosen.length > 0)
      void make.run({
        columns: columns.map((column) => column.key).filter((key) => chosen.includes(key)),
        person_ids: [],
        unit_id: unit,
      });
  };
  return (
    <Card title={t('exchange.out')} note={t('exchange.out.note')}>
      <div className="stack">
        <ProblemNotice problem={make.problem} />
        <div className={styles.unit}>
          <SelectField
            label={t('exchange.unit')}
            value={unit}
            options={units}
            error={tried && !unit ? t('ui.field.missing') : null}
            onChange={setUnit}
            required
          />
        </div>
        <fieldset className={styles.columns}>
          <legend>{t('exchange.columns')}</legend>
          {columns.map((column) => (
            <Checkbox
              key={column.key}
              label={both(column.title)}
              checked={chosen.includes(column.key)}
              onChange={(on) => toggle(column.key, on)}
            />
          ))}
        </fieldset>
        {tried && chosen.length === 0 && <p className={styles.missing}>{t('exchange.columns.missing')}</p>}
        <div className="row">
          <Button busy={make.busy} onClick={send}>
            {t('exchange.make')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Before({ items }: { items: SheetUpdateSummary[] }) {
  const t = useText();
  const format = useFormats();
  return (
    <Card title={t('exchange.before')} flush>
      <DataTable
        label={t('exchange.before')}
        rows={items}
        rowKey={(item) => item.id}
        columns={[
          {
            key: 'at',
            title: t('exchange.sent_at'),
            width: 'minmax(150px, 2fr)',
            phone: 'lead',
            cell: (item) => (
              <Link to="/sheet-updates/$sheetUpdateId" params={{ sheetUpdateId: item.id }}>
                <time dateTime={item.created_at}>{format.moment(item.created_at)}</time>
              </Link>
            ),
          },
          {
            key: 'people',
            title: t('exchange.people'),
            width: '90px',
            align: 'end',
            cell: (item) => format.number(item.row_count),
          },
          {
            key: 'applied',
            title: t('exchange.applied'),
            width: '110px',
            align: 'end',
            cell: (item) => format.number(item.applied),
          },
          {
            key: 'state',
            title: t('people.status'),
            width: '110px',
            phone: 'side',
            cell: (item) => <SheetStateTag state={item.state} />,
          },
        ]}
      />
    </Card>
  );
}
