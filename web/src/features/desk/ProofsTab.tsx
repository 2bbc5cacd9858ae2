import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { issueProof, ownProofsQuery, proofFile, revokeProof } from '../../api/desk';
import { useCatalogue } from '../../api/organisation';
import type { ProofView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { FormDrawer } from '../../ui/FormDrawer';
import { SelectField, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { useAct } from '../../ui/useAct';
import styles from './desk.module.css';

/** Proofs about oneself: issued at once, numbered, signed, verified by whoever holds the address. */
export function ProofsTab() {
  const t = useText();
  const [issuing, setIssuing] = useState(false);
  const found = useQuery(ownProofsQuery);
  return (
    <div className={styles.pad}>
      <div className="row spread">
        <p className="muted">{t('desk.proof.note')}</p>
        <Button look="primary" onClick={() => setIssuing(true)}>
          {t('desk.proof.issue')}
        </Button>
      </div>
      <QueryState query={found} what={t('desk.tab.proofs')} framed={false}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty framed={false} title={t('desk.proof.none')}>
              {t('desk.proof.none.body')}
            </Empty>
          ) : (
            <div>
              {items.map((item) => (
                <ProofItem key={item.id} item={item} />
              ))}
            </div>
          )
        }
      </QueryState>
      {issuing && <IssueDrawer onClose={() => setIssuing(false)} />}
    </div>
  );
}

function ProofItem({ item }: { item: ProofView }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const [asking, setAsking] = useState(false);
  const revoke = useWrite(
    () => revokeProof(item.id),
    () => setAsking(false),
  );
  const valid = item.status === 'valid';
  return (
    <article className={styles.item}>
      <div className={styles.head}>
        <b>{nameOf('proof_kind', item.kind)}</b>
        <span>{item.number}</span>
        <Tag tone={valid ? 'good' : 'neutral'}>{t(valid ? 'desk.proof.valid' : 'desk.proof.revoked')}</Tag>
        <span className="muted small">{format.parts([format.day(item.issued_on), item.purpose])}</span>
      </div>
      <div className="row">
        <a className={buttonClass(undefined, 'small')} href={proofFile(item.id)} download>
          {t('desk.proof.download')}
        </a>
        <a className={buttonClass(undefined, 'small')} href={item.verification_url}>
          {t('desk.proof.verify')}
        </a>
        {valid && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('desk.proof.revoke')}
          </Button>
        )}
      </div>
      {asking && (
        <ConfirmDialog
          danger
          title={t('desk.proof.revoke_it')}
          busy={revoke.busy}
          problem={revoke.problem}
          onConfirm={() => void revoke.run()}
          onClose={() => setAsking(false)}
        >
          {t('desk.proof.revoke.note', { number: item.number })}
        </ConfirmDialog>
      )}
    </article>
  );
}

function IssueDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { choices } = useCatalogue();
  const [kind, setKind] = useState<string | null>('employment');
  const [purpose, setPurpose] = useState('');
  const act = useAct(issueProof, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('desk.proof.issue')}
      submit={t('desk.proof.issue')}
      onSubmit={() => act.submit(kind !== null && !!purpose.trim(), kind ?? '', purpose.trim())}
    >
      <SelectField
        label={t('proof.kind')}
        value={kind}
        options={choices('proof_kind')}
        error={act.errorAt('kind', kind === null)}
        onChange={setKind}
        required
      />
      <TextField
        label={t('proof.purpose')}
        hint={t('desk.proof.purpose.hint')}
        value={purpose}
        maxLength={40}
        error={act.errorAt('purpose', !purpose.trim())}
        onChange={setPurpose}
        required
      />
      <Notice icon="lock">{t('desk.proof.figures')}</Notice>
    </FormDrawer>
  );
}
