import { useFormats } from '../i18n/format';
import { useText } from '../i18n/useText';

/** Says that there is more than a list shows, so that nobody takes what is missing for what is not there. */
export function CutNote({ more, shown }: { more: boolean; shown: number }) {
  const t = useText();
  const format = useFormats();
  return more ? <p className="muted small">{t('ui.list.cut', { shown: format.number(shown) })}</p> : null;
}
