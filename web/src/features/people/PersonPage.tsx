import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { personQuery, survivorOf } from '../../api/people';
import { useMay, useSession } from '../../api/session';
import type { PersonPage as PersonView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { AsOfPicker } from '../../ui/AsOfPicker';
import { shortName } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Split, usePageTitle } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { SkeletonRows } from '../../ui/Skeleton';
import { Tabs } from '../../ui/Tabs';
import { ChangeDrawer } from '../changes/ChangeDrawer';
import { DutiesCard } from './DutiesCard';
import { PayDrawer } from './PayDrawer';
import { PersonFacts } from './PersonFacts';
import styles from './people.module.css';
import { StatusTag } from './status';
import { TagsCard } from './TagsCard';
import { ToSurvivor } from './ToSurvivor';
import { personTabs } from './tabs';

export function PersonPage() {
  const t = useText();
  const { personId } = useParams({ from: '/signed-in/people/$personId' });
  const search = useSearch({ from: '/signed-in/people/$personId' });
  const person = useQuery(personQuery(personId, { as_of: search.as_of, known_on: search.known_on }));
  const survivor = survivorOf(person.error);
  if (survivor) return <ToSurvivor key={survivor} survivor={survivor} />;
  return (
    <QueryState query={person} what={t('page.person.title')}>
      {(data) => <PersonBody person={data} />}
    </QueryState>
  );
}

function PersonBody({ person }: { person: PersonView }) {
  const { today } = useSession();
  const search = useSearch({ from: '/signed-in/people/$personId' });
  const navigate = useNavigate({ from: '/people/$personId' });
  usePageTitle(person.full_name);
  const [dated, setDated] = useState(false);
  const showsPicker = dated || search.as_of !== undefined || search.known_on !== undefined;
  return (
    <div className="stack">
      {showsPicker && (
        <AsOfPicker
          asOf={search.as_of ?? null}
          knownOn={search.known_on ?? null}
          today={today}
          onChange={({ asOf, knownOn }) => {
            if (!asOf && !knownOn) setDated(false);
            void navigate({
              search: { ...search, as_of: asOf ?? undefined, known_on: knownOn ?? undefined },
              replace: true,
            });
          }}
        />
      )}
      <Split
        aside={
          <>
            <DutiesCard person={person.person_id} />
            <TagsCard person={person.person_id} />
            <PersonFacts person={person} />
          </>
        }
      >
        <Card flush>
          <Hero person={person} onDated={() => setDated(true)} />
        </Card>
        <PersonTabs person={person} />
      </Split>
    </div>
  );
}

function Hero({ person, onDated }: { person: PersonView; onDated: () => void }) {
  const t = useText();
  const may = useMay();
  const format = useFormats();
  const places = usePlaces();
  const [open, setOpen] = useState<'change' | 'pay' | null>(null);
  const years =
    person.tenure_months === null
      ? null
      : { years: Math.floor(person.tenure_months / 12), months: person.tenure_months % 12 };
  const { employed } = person;
  const { person_id } = useSession();
  return (
    <div className={styles.hero}>
      <span className={styles.face} aria-hidden="true">
        {shortName(person.full_name)}
      </span>
      <div className={styles.lines}>
        <h1>{person.full_name}</h1>
        <StatusTag status={person.status} />
        <p className={styles.line}>
          <span>{[person.position, person.job_level].filter(Boolean).join(' ')}</span>
          <span>
            {person.unit_path
              .slice(1)
              .map((unit) => unit.name)
              .join(' / ')}
          </span>
          {person.manager && (
            <span>
              {t('people.reports_to')}{' '}
              <Link to="/people/$personId" params={{ personId: person.manager.id }}>
                {person.manager.full_name}
              </Link>
            </span>
          )}
          <span>{places.nameOf(person.place)}</span>
        </p>
        <p className={styles.line}>
          {person.employee_no && <span>{t('people.number', { number: person.employee_no })}</span>}
          {person.hired_on && <span>{t('people.hired', { day: format.day(person.hired_on) })}</span>}
          {years && <span>{t('people.tenure', years)}</span>}
        </p>
      </div>
      <div className={styles.actions}>
        <Button icon="calendar" onClick={onDated}>
          {t('people.some_day')}
        </Button>
        {employed && may('pay.write') && <Button onClick={() => setOpen('pay')}>{t('people.pay')}</Button>}
        {may(employed ? 'change.propose' : 'change.manage') && person_id !== person.person_id && (
          <Button look="primary" onClick={() => setOpen('change')}>
            {t('changes.open.button')}
          </Button>
        )}
      </div>
      {open === 'change' && (
        <ChangeDrawer
          person={{ id: person.person_id, full_name: person.full_name }}
          day={null}
          employed={employed}
          onClose={() => setOpen(null)}
        />
      )}
      <PayDrawer person={person} open={open === 'pay'} onClose={() => setOpen(null)} />
    </div>
  );
}

/** What is known about the person, one kind at a time; each tab is loaded when it is opened. */
function PersonTabs({ person }: { person: PersonView }) {
  const t = useText();
  const may = useMay();
  const { person_id } = useSession();
  const search = useSearch({ from: '/signed-in/people/$personId' });
  const navigate = useNavigate({ from: '/people/$personId' });
  const own = person.person_id === person_id;
  const tabs = personTabs.filter((tab) => !tab.permission || may(tab.permission) || (own && tab.own));
  const tab = tabs.find((row) => row.key === search.tab) ?? tabs[0];
  if (!tab) return null;
  return (
    <Card flush>
      <Tabs
        label={t('page.person.title')}
        items={tabs.map((row) => ({ key: row.key, title: t(row.title) }))}
        value={tab.key}
        onChange={(next) =>
          navigate({ search: { ...search, tab: next === tabs[0]?.key ? undefined : next }, replace: true })
        }
      >
        <div className={styles.tab}>
          <Suspense fallback={<SkeletonRows />}>
            <tab.view person={person} at={{ as_of: search.as_of, known_on: search.known_on }} />
          </Suspense>
        </div>
      </Tabs>
    </Card>
  );
}
