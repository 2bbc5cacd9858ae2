import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fileComplaint, ownComplaintsQuery, ownDisciplineQuery } from '../../api/conduct';
import { useCatalogue } from '../../api/organisation';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormDrawer } from '../../ui/FormDrawer';
import { SelectField, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { useAct } from '../../ui/useAct';
import { ComplaintItem } from './ComplaintItem';
import { DisciplineItem } from './DisciplineItem';

/** What is held against the reader, and what the reader complains of. */
export function OwnConduct() {
  const t = useText();
  const words = useBilingual();
  const [filing, setFiling] = useState(false);
  const discipline = useQuery(ownDisciplineQuery);
  const complaints = useQuery(ownComplaintsQuery);
  return (
    <>
      {(discipline.data?.items.length ?? 0) > 0 && (
        <Card title={t('conduct.own.discipline')}>
          {discipline.data?.items.map((item) => (
            <DisciplineItem key={item.id} item={item} manages={false} />
          ))}
        </Card>
      )}
      <Card
        title={t('conduct.own.complaints')}
        foot={<Button onClick={() => setFiling(true)}>{t('conduct.complaint.file')}</Button>}
      >
        <QueryState query={complaints} what={t('conduct.own.complaints')} framed={false}>
          {({ items, protection }) => (
            <div className="stack">
              <p className="muted">{t('conduct.complaint.safe', { article: words(protection.article) })}</p>
              <div>
                {items.map((item) => (
                  <ComplaintItem key={item.id} item={item} own />
                ))}
              </div>
            </div>
          )}
        </QueryState>
      </Card>
      {filing && <FileDrawer onClose={() => setFiling(false)} />}
    </>
  );
}

function FileDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { choices } = useCatalogue();
  const [category, setCategory] = useState<string | null>(null);
  const [body, setBody] = useState('');
  const act = useAct(fileComplaint, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('conduct.complaint.file')}
      submit={t('conduct.complaint.file')}
      onSubmit={() => act.submit(category !== null && !!body.trim(), category ?? '', body.trim())}
    >
      <Notice icon="lock">{t('conduct.complaint.who')}</Notice>
      <SelectField
        label={t('complaint.category')}
        value={category}
        options={choices('complaint_category')}
        error={act.errorAt('category', category === null)}
        onChange={setCategory}
        required
      />
      <TextArea
        label={t('complaint.body')}
        value={body}
        rows={8}
        error={act.errorAt('body', !body.trim())}
        onChange={setBody}
        required
      />
    </FormDrawer>
  );
}
