import { useQuery } from '@tanstack/react-query';
import { ownContractsQuery } from '../../api/contracts';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { QueryState } from '../../ui/QueryState';
import { BondItem } from './BondItem';
import { ContractItem } from './ContractItem';
import { NoncompeteItem } from './NoncompeteItem';
import { RenewalItem } from './RenewalItem';

/** The own contracts, with an offer that waits for an answer first. */
export function OwnContracts() {
  const t = useText();
  const found = useQuery(ownContractsQuery);
  return (
    <Card title={t('contracts.own')}>
      <QueryState query={found} what={t('contracts.own')} framed={false}>
        {(data) => (
          <div>
            {data.contracts.length === 0 && <p className="muted">{t('contracts.nothing')}</p>}
            {data.renewals.map((item) => (
              <RenewalItem key={item.id} item={item} named={false} mayWrite={false} own />
            ))}
            {data.contracts.map((item, index) => (
              <ContractItem key={item.contract?.id ?? index} item={item} mayWrite={false} />
            ))}
            {data.noncompetes.map((item) => (
              <NoncompeteItem key={item.id} item={item} named={false} mayWrite={false} />
            ))}
            {data.bonds.map((item) => (
              <BondItem key={item.id} item={item} named={false} mayWrite={false} />
            ))}
          </div>
        )}
      </QueryState>
    </Card>
  );
}
