import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { talksQuery } from '../../api/offboarding';
import { useMay } from '../../api/session';
import type { TalkOfPerson } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { RadioGroup } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';

interface TalkChoiceProps {
  person: string;
  value: string | null;
  error: string | null;
  onChange: (id: string) => void;
}

/** The talks on record with a person, to rest a plan on; each with its day, who held it and what came of it. */
export function TalkChoice({ person, value, error, onChange }: TalkChoiceProps) {
  const t = useText();
  const talks = useQuery(talksQuery(person));
  return (
    <QueryState query={talks} what={t('offboarding.pre.evidence')} framed={false}>
      {({ items }) =>
        items.length === 0 ? (
          <NoTalk />
        ) : (
          <Talks items={items} value={value} error={error} onChange={onChange} />
        )
      }
    </QueryState>
  );
}

function Talks({
  items,
  value,
  error,
  onChange,
}: Omit<TalkChoiceProps, 'person'> & { items: TalkOfPerson[] }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  return (
    <>
      <RadioGroup
        label={t('offboarding.pre.evidence')}
        value={value}
        error={error}
        onChange={onChange}
        choices={items.map((talk) => ({
          value: talk.id,
          title: talk.with
            ? t('offboarding.pre.talk_with', { day: format.day(talk.held_on), name: talk.with })
            : t('offboarding.pre.talk_on', { day: format.day(talk.held_on) }),
          note: talk.used
            ? t('offboarding.pre.talk_used')
            : code(`offboarding.pre.answer.${talk.answer}`, talk.answer),
          disabled: talk.used,
        }))}
      />
      {items.every((talk) => talk.used) && <NoTalk />}
    </>
  );
}

function NoTalk() {
  const t = useText();
  const may = useMay();
  return (
    <Notice tone="warn" icon="warning" title={t('offboarding.pre.no_talk')}>
      {t('offboarding.pre.no_talk.body')}{' '}
      {may('alert.read') && <Link to="/alerts">{t('offboarding.pre.no_talk.go')}</Link>}
    </Notice>
  );
}
