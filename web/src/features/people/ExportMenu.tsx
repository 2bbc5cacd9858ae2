import { useState } from 'react';
import { rosterExport } from '../../api/people';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { Dialog } from '../../ui/Modal';

const kinds = ['xlsx', 'csv', 'json'] as const;

/** The roster of a day as a file; the download is written to the trail. */
export function ExportMenu({ day }: { day: string }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('people.export')}</Button>
      <Dialog open={open} title={t('people.export.title', { day })} onClose={() => setOpen(false)}>
        <div className="stack">
          <p>{t('people.export.body')}</p>
          <div className="row">
            {kinds.map((kind) => (
              <a
                key={kind}
                className={buttonClass()}
                href={rosterExport(day, kind)}
                download
                onClick={() => setOpen(false)}
              >
                {kind.toUpperCase()}
              </a>
            ))}
          </div>
        </div>
      </Dialog>
    </>
  );
}
