import { useQuery } from '@tanstack/react-query';
import { modelQuery } from '../../api/insights';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import styles from './insights.module.css';
import { ModelCardView } from './ModelCardView';

/** The model in use, with everything one needs to doubt it. */
export function ModelTab() {
  const code = useCode();
  const t = useText();
  const format = useFormats();
  const model = useQuery(modelQuery);
  if (model.error && asProblem(model.error).status === 404)
    return (
      <Empty framed={false} title={t('model.no_model.title')}>
        {t('model.no_model.body')}
      </Empty>
    );
  return (
    <QueryState query={model} what={t('settings.tab.model')} framed={false}>
      {(card) => (
        <div className={styles.tab}>
          <p className="soft">
            {t('model.intro', {
              version: card.version,
              kind: code(`model.kind.${card.kind}`, card.kind),
              at: format.moment(card.trained_at),
              months: card.horizon_months,
            })}
          </p>
          <ModelCardView card={card} />
        </div>
      )}
    </QueryState>
  );
}
