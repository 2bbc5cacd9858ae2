import { useState } from 'react';
import { deleteQuery, saveQuery } from '../../api/standard';
import type { RunQuery, SavedQuery } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, TextField } from '../../ui/fields';
import { useToast } from '../../ui/Toast';
import styles from './standard.module.css';

/** Keeps a question under a name; the own ones can be let go here. */
export function SaveQueryDrawer({
  query,
  saved,
  onClose,
}: {
  query: RunQuery;
  saved: SavedQuery[];
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const [title, setTitle] = useState('');
  const [shared, setShared] = useState(false);
  const [tried, setTried] = useState(false);
  const write = useWrite(saveQuery, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  const remove = useWrite(deleteQuery);
  const own = saved.filter((known) => known.own);
  return (
    <FormDrawer
      open
      title={t('across.save')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem ?? remove.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (title.trim()) void write.run({ title: title.trim(), query, shared });
      }}
    >
      <TextField
        label={t('saved_query.title')}
        value={title}
        maxLength={40}
        error={tried && !title.trim() ? t('ui.field.missing') : null}
        onChange={setTitle}
        required
      />
      <Checkbox label={t('across.share')} checked={shared} onChange={setShared} />
      {own.length > 0 && (
        <section>
          <h3>{t('across.saved.own')}</h3>
          <ul className={styles.merges}>
            {own.map((known) => (
              <li key={known.id} className={styles.merge}>
                <span>{known.title}</span>
                <Button
                  size="small"
                  look="quiet"
                  busy={remove.busy}
                  onClick={() => void remove.run(known.id)}
                >
                  {t('across.delete')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </FormDrawer>
  );
}
