import { useState } from 'react';
import type { RenewalProposal } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import type { FixedWish } from './renewalChoice';

/** The written wish of somebody to whom an open-ended contract is owed; without one no fixed term is offered. */
export function FixedWishDrawer({
  proposal,
  wish,
  onWish,
  onClose,
}: {
  proposal: RenewalProposal;
  wish: FixedWish | null;
  onWish: (wish: FixedWish | null) => void;
  onClose: () => void;
}) {
  const t = useText();
  const [words, setWords] = useState(wish?.words ?? '');
  const [lastDay, setLastDay] = useState<string | null>(wish?.last_day ?? null);
  const [tried, setTried] = useState(false);
  const missing = (value: unknown) => (tried && !value ? t('ui.field.missing') : null);
  return (
    <FormDrawer
      open
      title={t('contracts.wish.of', { name: proposal.person.full_name })}
      submit={t('contracts.confirm')}
      busy={false}
      problem={null}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!words.trim() || !lastDay) return;
        onWish({ words: words.trim(), last_day: lastDay });
        onClose();
      }}
    >
      <Notice icon="guard">{t('contracts.wish.note')}</Notice>
      <TextArea
        label={t('contract_renewal.fixed_asked')}
        hint={t('contracts.wish.hint')}
        value={words}
        rows={4}
        error={missing(words.trim())}
        onChange={setWords}
        required
      />
      <DateField
        label={t('contracts.wish.last_day')}
        value={lastDay}
        min={proposal.first_day}
        error={missing(lastDay)}
        onChange={setLastDay}
        required
      />
      {wish && (
        <Button
          onClick={() => {
            onWish(null);
            onClose();
          }}
        >
          {t('contracts.wish.drop')}
        </Button>
      )}
    </FormDrawer>
  );
}
