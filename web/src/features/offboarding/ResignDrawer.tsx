import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { resignationPreviewQuery, submitResignation } from '../../api/offboarding';
import type { ResignationPreview } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useLocale, useText } from '../../i18n/useText';
import { ExplainedFigure } from '../../ui/explained/Explained';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { useToast } from '../../ui/Toast';

/** Handing in the own resignation: what the law makes of it is said before it is sent. */
export function ResignDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const preview = useQuery({ ...resignationPreviewQuery, enabled: open });
  const [text, setText] = useState('');
  const [wished, setWished] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(submitResignation, () => {
    toast({ text: t('own.resign.done') });
    onClose();
  });
  const errorAt = (field: string) => (write.problem?.field === field ? write.problem.message : null);
  const earliest = preview.data?.earliest_last_day ?? null;
  return (
    <FormDrawer
      open={open}
      title={t('own.resign')}
      submit={t('own.resign.submit')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (text.trim()) void write.run(text.trim(), wished);
      }}
    >
      <QueryState query={preview} what={t('own.resign.preview')} framed={false}>
        {(data) => <Meaning preview={data} />}
      </QueryState>
      <TextArea
        label={t('own.resign.text')}
        hint={t('own.resign.text.hint')}
        value={text}
        rows={5}
        error={errorAt('text') ?? (tried && !text.trim() ? t('ui.field.missing') : null)}
        onChange={setText}
        required
      />
      <DateField
        label={t('offboarding.wished_last_day')}
        hint={t('offboarding.wished_last_day.hint')}
        value={wished}
        error={errorAt('wished_last_day')}
        onChange={setWished}
      />
      {wished && earliest && wished < earliest && (
        <Notice tone="warn" icon="warning">
          {t('own.resign.early')}
        </Notice>
      )}
    </FormDrawer>
  );
}

function Meaning({ preview }: { preview: ResignationPreview }) {
  const t = useText();
  const format = useFormats();
  const english = useLocale() === 'en';
  const articles = preview.explanation.articles.map((item) => (english ? item.text_en : item.text_zh));
  return (
    <div className="stack">
      <div>
        {t('own.resign.earliest')}{' '}
        <b>
          <ExplainedFigure
            title={t('own.resign.earliest')}
            value={format.day(preview.earliest_last_day)}
            explanation={preview.explanation}
          />
        </b>
      </div>
      <p className="muted small">
        {t(preview.in_probation ? 'own.resign.notice_probation' : 'own.resign.notice', {
          days: preview.notice_days,
          day: format.day(preview.received_on),
        })}{' '}
        {format.names(articles)}
      </p>
    </div>
  );
}
