import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { asProblem } from '../api/problem';
import { useText } from '../i18n/useText';
import { buttonClass } from '../ui/Button';
import { Page } from '../ui/Page';
import { Empty, ErrorState } from '../ui/states';

export function NotFound() {
  const t = useText();
  return (
    <Page title={t('page.not_found.title')}>
      <Empty
        title={t('page.not_found.title')}
        action={
          <Link to="/" className={buttonClass()}>
            {t('page.home.title')}
          </Link>
        }
      >
        {t('page.not_found.body')}
      </Empty>
    </Page>
  );
}

/** A page that could not be loaded or drawn; the frame around it stays. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const t = useText();
  return <ErrorState problem={asProblem(error)} what={t('ui.this_page')} onRetry={reset} />;
}
