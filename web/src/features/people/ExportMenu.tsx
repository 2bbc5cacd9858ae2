import { useState } from 'react';
import { listExport, type RosterFilter, rosterExport } from '../../api/people';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { Dialog } from '../../ui/Modal';
import { chosenColumns } from './directory/columns';
import { useOwnFields } from './directory/useOwnColumns';

interface ExportMenuProps {
  filter: RosterFilter;
  day: string;
  total: number | null;
}

/** The list as it stands, or the roster of its day, as a file; each download is written to the trail. */
export function ExportMenu({ filter, day, total }: ExportMenuProps) {
  const t = useText();
  const format = useFormats();
  const [open, setOpen] = useState(false);
  const own = useOwnFields();
  // An address may still name a field that is no longer in use.
  const columns = chosenColumns(filter.cols).filter(
    (key) => !key.includes('.') || own.some((field) => field.key === key),
  );
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('people.export')}</Button>
      <Dialog open={open} title={t('people.export.title')} onClose={close}>
        <div className="stack">
          <Download
            title={t('people.export.list')}
            body={
              total === null
                ? t('people.export.list_body')
                : t('people.export.list_counted', { total: format.number(total) })
            }
            kinds={['xlsx', 'csv']}
            address={(kind) => listExport(filter, columns, kind)}
            onTaken={close}
          />
          <Download
            title={t('people.export.roster', { day: format.day(day) })}
            body={t('people.export.roster_body')}
            kinds={['xlsx', 'csv', 'json']}
            address={(kind) => rosterExport(day, kind)}
            onTaken={close}
          />
          <p className="muted small">{t('people.export.body')}</p>
        </div>
      </Dialog>
    </>
  );
}

interface DownloadProps<Kind extends string> {
  title: string;
  body: string;
  kinds: readonly Kind[];
  address: (kind: Kind) => string;
  onTaken: () => void;
}

function Download<Kind extends string>({ title, body, kinds, address, onTaken }: DownloadProps<Kind>) {
  return (
    <section aria-label={title}>
      <p className="strong">{title}</p>
      <p className="muted">{body}</p>
      <div className="row">
        {kinds.map((kind) => (
          <a
            key={kind}
            className={buttonClass()}
            href={address(kind)}
            download
            aria-label={`${title} ${kind.toUpperCase()}`}
            onClick={onTaken}
          >
            {kind.toUpperCase()}
          </a>
        ))}
      </div>
    </section>
  );
}
