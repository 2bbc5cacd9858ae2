import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import { addTag, answerTag, objectToTag, tagsQuery } from '../../api/profile';
import { useMay, useSession } from '../../api/session';
import type { TagView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, DateField, SelectField, TextArea, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { useAct } from '../../ui/useAct';
import styles from './people.module.css';

/** Facts about a person, each with where it is known from and until when; the person may object. */
export function TagsCard({ person }: { person: string }) {
  const t = useText();
  const may = useMay();
  const { person_id } = useSession();
  const tags = useQuery(tagsQuery(person));
  const [adding, setAdding] = useState(false);
  const own = person === person_id;
  const writes = may('person.write') && !own;
  if (tags.data?.items.length === 0 && !writes) return null;
  return (
    <Card
      title={t('people.tags')}
      note={t('people.tags.note')}
      extra={
        writes && (
          <Button size="small" icon="plus" onClick={() => setAdding(true)}>
            {t('people.tags.add')}
          </Button>
        )
      }
    >
      <QueryState query={tags} what={t('people.tags')} framed={false}>
        {(data) =>
          data.items.length === 0 ? (
            <p className="muted">{t('people.tags.none')}</p>
          ) : (
            <ul className={styles.tags}>
              {data.items.map((tag) => (
                <TagLine key={tag.id} tag={tag} own={own} writes={writes} />
              ))}
            </ul>
          )
        }
      </QueryState>
      <AddTag
        key={adding ? 'open' : 'closed'}
        person={person}
        open={adding}
        onClose={() => setAdding(false)}
      />
    </Card>
  );
}

function TagLine({ tag, own, writes }: { tag: TagView; own: boolean; writes: boolean }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const [asking, setAsking] = useState<'object' | 'answer' | null>(null);
  return (
    <li>
      <Tag tone={tag.objected ? 'warn' : 'brand'}>{nameOf('person_tag', tag.kind)}</Tag>
      <p className="small">{tag.basis}</p>
      <p className="muted small">
        {format.parts([
          tag.source,
          tag.last_day && t('people.tags.until', { day: format.day(tag.last_day) }),
          tag.recorded_by && t('people.tags.by', { name: tag.recorded_by }),
        ])}
      </p>
      {tag.objected && (
        <Notice tone="warn" title={t('people.tags.contested')}>
          {tag.objection}
        </Notice>
      )}
      {own && !tag.objected && (
        <TextButton className="small" onClick={() => setAsking('object')}>
          {t('people.tags.object')}
        </TextButton>
      )}
      {writes && (
        <TextButton className="small" onClick={() => setAsking('answer')}>
          {t(tag.objected ? 'people.tags.answer' : 'people.tags.withdraw')}
        </TextButton>
      )}
      <Objection key={`o${asking}`} tag={tag} open={asking === 'object'} onClose={() => setAsking(null)} />
      <AnswerDrawer key={`a${asking}`} tag={tag} open={asking === 'answer'} onClose={() => setAsking(null)} />
    </li>
  );
}

function Objection({ tag, open, onClose }: { tag: TagView; open: boolean; onClose: () => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const act = useAct(objectToTag, onClose);
  return (
    <FormDrawer
      open={open}
      title={t('people.tags.object')}
      submit={t('people.tags.object.submit')}
      {...act.form}
      onSubmit={() => act.submit(!!text.trim(), tag.id, text.trim())}
    >
      <Notice>{t('people.tags.object.note')}</Notice>
      <TextArea
        label={t('person_tag.objection')}
        value={text}
        error={act.errorAt('objection', !text.trim())}
        onChange={setText}
        required
      />
    </FormDrawer>
  );
}

function AnswerDrawer({ tag, open, onClose }: { tag: TagView; open: boolean; onClose: () => void }) {
  const t = useText();
  const [keep, setKeep] = useState(false);
  const [reason, setReason] = useState('');
  const act = useAct(answerTag, onClose);
  return (
    <FormDrawer
      open={open}
      title={t(tag.objected ? 'people.tags.answer' : 'people.tags.withdraw')}
      submit={t('action.save')}
      {...act.form}
      onSubmit={() => act.submit(!!reason.trim(), tag.id, keep, reason.trim())}
    >
      {tag.objected && <Checkbox label={t('people.tags.keep')} checked={keep} onChange={setKeep} />}
      <TextField
        label={t('ui.reason')}
        value={reason}
        error={act.errorAt('reason', !reason.trim())}
        onChange={setReason}
        required
      />
    </FormDrawer>
  );
}

function AddTag({ person, open, onClose }: { person: string; open: boolean; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const { choices } = useCatalogue();
  const { today } = useSession();
  const [kind, setKind] = useState<string | null>(null);
  const [source, setSource] = useState('');
  const [basis, setBasis] = useState('');
  const [from, setFrom] = useState<string | null>(today);
  const [to, setTo] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(addTag, () => {
    toast({ text: t('people.tags.added') });
    onClose();
  });
  const errorAt = (field: string, value: unknown) =>
    write.problem?.field === field ? write.problem.message : tried && !value ? t('ui.field.missing') : null;
  return (
    <FormDrawer
      open={open}
      title={t('people.tags.add')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (kind && from && to && source.trim() && basis.trim())
          void write.run(person, { kind, source, basis, first_day: from, last_day: to });
      }}
    >
      <Notice icon="guard">{t('people.tags.rule')}</Notice>
      <SelectField
        label={t('person_tag.kind')}
        value={kind}
        options={choices('person_tag')}
        error={errorAt('kind', kind)}
        onChange={setKind}
        required
      />
      <TextField
        label={t('person_tag.source')}
        value={source}
        error={errorAt('source', source.trim())}
        onChange={setSource}
        required
      />
      <TextArea
        label={t('person_tag.basis')}
        value={basis}
        error={errorAt('basis', basis.trim())}
        onChange={setBasis}
        required
      />
      <DateField
        label={t('person_tag.valid_from')}
        value={from}
        error={errorAt('first_day', from)}
        onChange={setFrom}
        required
      />
      <DateField
        label={t('person_tag.valid_until')}
        value={to}
        error={errorAt('last_day', to)}
        onChange={setTo}
        required
      />
    </FormDrawer>
  );
}
