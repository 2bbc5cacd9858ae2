import type { OffboardingPage } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useSpan } from '../../i18n/useSpan';
import { useCode, useText } from '../../i18n/useText';
import { BarList } from '../../ui/chart/BarList';
import { FigureStrip } from '../../ui/FigureStrip';

/** Where the case stands, in five figures. */
export function CaseFigures({ page }: { page: OffboardingPage }) {
  const code = useCode();
  const t = useText();
  const span = useSpan();
  const format = useFormats();
  const { summary, settlement, seconds_to_last_minute: left } = page;
  const certificate = page.certificates.find((item) => item.status === 'valid');
  const running = page.flow?.tasks.filter((task) => task.standing === 'open').length ?? 0;
  const net = settlement?.document?.net_fen ?? null;
  return (
    <FigureStrip
      items={[
        {
          key: 'tasks',
          label: t('offboarding.tasks'),
          value: summary.tasks_done,
          unit: t('offboarding.figure.of_tasks', { total: summary.tasks_total }),
          note: t('offboarding.figure.tasks_note', { running, overdue: summary.tasks_overdue }),
          tone: summary.tasks_overdue > 0 ? 'warn' : undefined,
        },
        {
          key: 'minute',
          label: t('offboarding.figure.to_last_minute'),
          value:
            left === null
              ? t('offboarding.figure.no_day')
              : left < 0
                ? t('offboarding.figure.over')
                : span(left),
          word: true,
          note: page.last_working_minute ? format.moment(page.last_working_minute) : undefined,
        },
        {
          key: 'firm',
          label: t('offboarding.figure.firm'),
          value:
            summary.firm_minutes === null
              ? t('offboarding.figure.no_median')
              : span(summary.firm_minutes * 60),
          word: true,
          note:
            page.median_firm_minutes === null
              ? undefined
              : t('offboarding.figure.median', { span: span(page.median_firm_minutes * 60) }),
          detail: page.flow ? () => <FirmTime page={page} /> : undefined,
        },
        {
          key: 'net',
          label: t('offboarding.figure.net'),
          value:
            net !== null
              ? format.money(net)
              : settlement
                ? t('ui.redacted')
                : t('offboarding.figure.not_computed'),
          word: net === null,
          note: settlement ? code(`settlement.status.${settlement.status}`, settlement.status) : undefined,
        },
        {
          key: 'certificate',
          label: t('certificate.title'),
          value: certificate ? t('certificate.status.valid') : t('certificate.not_issued'),
          word: true,
          note: certificate
            ? t('certificate.number_of', { number: certificate.number })
            : page.certificate_from
              ? t('certificate.from', { at: format.start(page.certificate_from) })
              : undefined,
        },
      ]}
    />
  );
}

/** Where the time went: the median of every lane, by the definition that the server gives. */
function FirmTime({ page }: { page: OffboardingPage }) {
  const t = useText();
  const code = useCode();
  const span = useSpan();
  const both = useBilingual();
  const { flow } = page;
  if (!flow) return null;
  const lanes = flow.cycle.lanes;
  return (
    <div className="stack">
      <p>{both(flow.cycle_definition)}</p>
      <h3>{t('offboarding.figure.by_lane')}</h3>
      <BarList
        items={lanes.map((lane) => ({
          key: lane.lane,
          name: code(`lane.${lane.lane}`, lane.lane),
          size: lane.median_minutes,
          value: span(lane.median_minutes * 60),
        }))}
      />
    </div>
  );
}
