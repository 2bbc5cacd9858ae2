import { useQuery } from '@tanstack/react-query';
import { modelQuery } from '../../api/insights';
import { asProblem } from '../../api/problem';
import { useMay } from '../../api/session';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import styles from './insights.module.css';
import { ModelCardView } from './ModelCardView';
import { TrainingCard } from './TrainingCard';

/** The model in use, with everything one needs to doubt it. */
export function ModelTab() {
  const code = useCode();
  const t = useText();
  const format = useFormats();
  const model = useQuery(modelQuery);
  const mayTrain = useMay()('model.train');
  if (model.error && asProblem(model.error).status === 404)
    return (
      <div className={styles.tab}>
        <Empty framed={false} title={t('model.no_model.title')}>
          {t(mayTrain ? 'model.no_model.train' : 'model.no_model.body')}
        </Empty>
        {mayTrain && <TrainingCard first />}
      </div>
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
          {mayTrain && <TrainingCard first={false} />}
          <ModelCardView card={card} />
        </div>
      )}
    </QueryState>
  );
}
