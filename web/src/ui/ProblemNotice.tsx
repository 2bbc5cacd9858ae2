import type { ApiProblem } from '../api/problem';
import { useCode, useText } from '../i18n/useText';
import { Notice } from './Notice';

/** What the server said about a problem, in the reader's language, with the article when a law says no. */
export function useProblemText(): (problem: ApiProblem) => string {
  const t = useText();
  const code = useCode();
  return (problem) => {
    const text = problem.message || code(`problem.${problem.code}`, t('problem.page.unexpected_answer'));
    return problem.article ? `${text}${t('ui.refused.article_inline', { article: problem.article })}` : text;
  };
}

/** A refused write, above its form. */
export function ProblemNotice({ problem }: { problem: ApiProblem | null }) {
  const text = useProblemText();
  if (!problem) return null;
  return (
    <Notice tone={problem.article ? 'warn' : 'bad'} icon={problem.article ? 'guard' : 'warning'} live>
      {text(problem)}
    </Notice>
  );
}
