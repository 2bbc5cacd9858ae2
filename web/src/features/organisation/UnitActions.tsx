import { useState } from 'react';
import type { DraftUnit, ReorganisationView } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Tag } from '../../ui/Tag';
import { ChangeDrawer, type ChangeKind } from './ChangeDrawer';
import { markTones } from './DraftCanvas';
import styles from './organisation.module.css';

const kinds: ChangeKind[] = [
  'move_unit',
  'create_unit',
  'rename_unit',
  'change_head',
  'set_headcount',
  'move_people',
  'dissolve_unit',
];

/** What can be done with the unit that is looked at: the way by keyboard to all that dragging does, and more. */
export function UnitActions({ plan, unit }: { plan: ReorganisationView; unit: DraftUnit | null }) {
  const t = useText();
  const [kind, setKind] = useState<ChangeKind | null>(null);
  if (!unit || unit.ghost)
    return (
      <Card title={t('plan.act')}>
        <p className="soft">{t('plan.act.hint')}</p>
      </Card>
    );
  const root = unit.parent_id === null;
  const offered = kinds.filter((name) => !root || (name !== 'move_unit' && name !== 'dissolve_unit'));
  return (
    <Card
      title={unit.name}
      extra={unit.mark && <Tag tone={markTones[unit.mark]}>{t(`plan.mark.${unit.mark}`)}</Tag>}
    >
      <fieldset className={styles.actions}>
        <legend className="visually-hidden">{t('plan.act')}</legend>
        {offered.map((name) => (
          <Button key={name} size="small" onClick={() => setKind(name)}>
            {t(`plan.act.${name}`)}
          </Button>
        ))}
      </fieldset>
      {kind && (
        <ChangeDrawer
          key={`${unit.id} ${kind}`}
          plan={plan}
          unit={unit}
          kind={kind}
          onClose={() => setKind(null)}
        />
      )}
    </Card>
  );
}
