import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { searchOrganisation } from '../../api/chart';
import { useMay, useSession } from '../../api/session';
import type { OrganisationHit } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { DateField, type Pick, PickField } from '../../ui/fields';
import { Page } from '../../ui/Page';
import { AsOfNotice } from '../../ui/states';
import { Tabs } from '../../ui/Tabs';
import { ChartTab, type Sought } from './ChartTab';
import { EntitiesTab } from './EntitiesTab';
import styles from './organisation.module.css';
import { PlansTab } from './PlansTab';
import { PositionsTab } from './PositionsTab';
import { organisationTabs } from './tabs';

/** The organisation of any day: its chart, its list, its positions, its employers, and what is planned. */
export function OrganisationPage() {
  const t = useText();
  const format = useFormats();
  const may = useMay();
  const { today } = useSession();
  const search = useSearch({ from: '/signed-in/organisation' });
  const navigate = useNavigate({ from: '/organisation' });
  const [sought, setSought] = useState<Sought | null>(null);
  const [picked, setPicked] = useState<Pick | null>(null);
  const day = { as_of: search.as_of, known_on: search.known_on };
  const to = (next: typeof search) => navigate({ search: { ...search, ...next }, replace: true });
  const tab = search.tab ?? 'chart';
  const tabs = organisationTabs.filter((key) => key !== 'plans' || may('reorganisation.read'));
  const onChart = tab === 'chart' || tab === 'list';
  return (
    <Page
      title={t('page.organisation.title')}
      sub={t('page.organisation.sub')}
      actions={
        tab !== 'plans' && (
          <div className={styles.asOf}>
            <span aria-hidden="true">{t('org.as_of')}</span>
            <DateField
              compact
              label={t('org.as_of')}
              value={search.as_of ?? today}
              onChange={(next) => to({ as_of: !next || next === today ? undefined : next })}
            />
          </div>
        )
      }
    >
      {(search.as_of || search.known_on) && tab !== 'plans' && (
        <AsOfNotice
          title={t('org.as_of.title', { day: format.dayLong(search.as_of ?? today) })}
          action={
            <Button size="small" onClick={() => to({ as_of: undefined, known_on: undefined })}>
              {t('ui.as_of.back')}
            </Button>
          }
        >
          {search.known_on
            ? t('org.as_of.known', { day: search.known_on })
            : t((search.as_of ?? today) > today ? 'org.as_of.ahead' : 'org.as_of.body')}
        </AsOfNotice>
      )}
      <Tabs
        label={t('page.organisation.title')}
        value={tab}
        onChange={(next) => to({ tab: next === 'chart' ? undefined : next })}
        items={tabs.map((key) => ({ key, title: t(`org.tab.${key}`) }))}
      >
        <div className="stack">
          {onChart && (
            <Finder
              day={day}
              picked={picked}
              onPick={(pick, hit) => {
                setPicked(pick);
                if (!hit) return setSought(null);
                const path = hit.path.map((unit) => unit.id);
                setSought({ unit: hit.unit.id, path, person: hit.person?.id ?? null });
                void to({ unit: hit.unit.id });
              }}
            />
          )}
          {onChart && (
            <ChartTab
              key={`${search.as_of} ${search.known_on}`}
              day={day}
              list={tab === 'list'}
              sought={sought}
              selected={search.unit ?? null}
              onSelect={(unit) => void to({ unit })}
            />
          )}
          {tab === 'positions' && (
            <PositionsTab
              day={day}
              vacant={search.vacant === 'yes'}
              onVacant={(vacant) => void to({ vacant: vacant ? 'yes' : undefined })}
            />
          )}
          {tab === 'entities' && <EntitiesTab day={day} />}
          {tab === 'plans' && <PlansTab />}
        </div>
      </Tabs>
    </Page>
  );
}

interface FinderProps {
  day: { as_of?: string; known_on?: string };
  picked: Pick | null;
  onPick: (pick: Pick | null, hit: OrganisationHit | null) => void;
}

/** Finds a unit or a person by name, pinyin or initials, and opens the way to them. */
function Finder({ day, picked, onPick }: FinderProps) {
  const t = useText();
  const [hits, setHits] = useState<OrganisationHit[]>([]);
  const { as_of, known_on } = day;
  const find = useCallback(
    async (text: string, signal: AbortSignal): Promise<Pick[]> => {
      const found = await searchOrganisation(text, { as_of, known_on }, signal);
      setHits(found.items);
      return found.items.map((hit) => ({
        id: hit.person?.id ?? hit.unit.id,
        title: hit.person?.full_name ?? hit.unit.name,
        hint: [hit.hint, hit.person ? hit.unit.name : hit.path.at(-1)?.name].filter(Boolean).join(' '),
      }));
    },
    [as_of, known_on],
  );
  return (
    <search className={styles.toolbar}>
      <div className={styles.find}>
        <PickField
          labelHidden
          label={t('org.find')}
          value={picked}
          find={find}
          onChange={(pick) =>
            onPick(pick, hits.find((hit) => (hit.person?.id ?? hit.unit.id) === pick?.id) ?? null)
          }
        />
      </div>
    </search>
  );
}
