import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { declineRenewal, personContractsQuery } from '../../api/contracts';
import type { PersonContracts as Contracts } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { QueryState } from '../../ui/QueryState';
import { BondDrawer } from './BondDrawer';
import { BondItem } from './BondItem';
import { ContractItem } from './ContractItem';
import styles from './contracts.module.css';
import { NoncompeteDrawer } from './NoncompeteDrawer';
import { NoncompeteItem } from './NoncompeteItem';
import { ReasonDrawer } from './ReasonDrawer';
import { RenewalItem } from './RenewalItem';
import { DeadlineTag, useDueName, WarningText } from './Warning';

/** The tab of contracts on the page of a person. */
export function PersonContracts({ person }: { person: { person_id: string; full_name: string } }) {
  const t = useText();
  const found = useQuery(personContractsQuery(person.person_id));
  return (
    <QueryState query={found} what={t('contracts.tab')} framed={false}>
      {(data) => <Body data={data} name={person.full_name} />}
    </QueryState>
  );
}

function Body({ data, name }: { data: Contracts; name: string }) {
  const t = useText();
  const dueName = useDueName();
  const [open, setOpen] = useState<'noncompete' | 'bond' | 'decline' | null>(null);
  const close = () => setOpen(null);
  const pick = { id: data.person_id, title: name };
  const current = data.contracts.find((item) => item.current)?.contract ?? null;
  const under = data.renewals.some((item) => ['draft', 'sent', 'accepted'].includes(item.state ?? ''));
  return (
    <div className="stack">
      {data.warnings.length > 0 && (
        <section>
          <h2>{t('contracts.tab.warnings')}</h2>
          {data.warnings.map((warning) => (
            <div key={warning.due} className={styles.item}>
              <div className={styles.head}>
                <b>{dueName(warning.due)}</b>
                <DeadlineTag warning={warning} />
              </div>
              <WarningText warning={warning} />
            </div>
          ))}
        </section>
      )}
      <section>
        <h2>{t('contracts.tab')}</h2>
        {data.contracts.length === 0 && <p className="muted">{t('contracts.nothing')}</p>}
        {data.contracts.map((item, index) => (
          <ContractItem key={item.contract?.id ?? index} item={item} mayWrite={data.may_write} />
        ))}
      </section>
      {data.renewals.length > 0 && (
        <section>
          <h2>{t('contracts.renewals')}</h2>
          {data.renewals.map((item) => (
            <RenewalItem key={item.id} item={item} named={false} mayWrite={data.may_write} />
          ))}
        </section>
      )}
      {data.noncompetes.length > 0 && (
        <section>
          <h2>{t('contracts.tab.noncompetes')}</h2>
          {data.noncompetes.map((item) => (
            <NoncompeteItem key={item.id} item={item} named={false} mayWrite={data.may_write} />
          ))}
        </section>
      )}
      {data.bonds.length > 0 && (
        <section>
          <h2>{t('contracts.tab.bonds')}</h2>
          {data.bonds.map((item) => (
            <BondItem key={item.id} item={item} named={false} mayWrite={data.may_write} />
          ))}
        </section>
      )}
      {data.may_write && (
        <div className="row">
          {current?.last_day && !under && (
            <Button size="small" onClick={() => setOpen('decline')}>
              {t('contracts.decline')}
            </Button>
          )}
          <Button size="small" onClick={() => setOpen('noncompete')}>
            {t('contracts.noncompete.add')}
          </Button>
          <Button size="small" onClick={() => setOpen('bond')}>
            {t('contracts.bond.add')}
          </Button>
        </div>
      )}
      {open === 'noncompete' && <NoncompeteDrawer person={pick} onClose={close} />}
      {open === 'bond' && <BondDrawer person={pick} onClose={close} />}
      {open === 'decline' && current && (
        <ReasonDrawer
          title={t('contracts.decline')}
          note={t('contracts.decline.note')}
          send={(reason) => declineRenewal(current.id, reason)}
          onClose={close}
        />
      )}
    </div>
  );
}
