import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { articlesQuery, putArticle } from '../../api/desk';
import { useCatalogue } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { ArticleView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { FormDrawer } from '../../ui/FormDrawer';
import { SelectField, TextArea, TextField } from '../../ui/fields';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { useAct } from '../../ui/useAct';
import styles from './desk.module.css';

/** Answers that many look for, found by title, pinyin or initials. */
export function ArticlesTab() {
  const t = useText();
  const may = useMay();
  const [q, setQ] = useState('');
  const [editing, setEditing] = useState<ArticleView | 'new' | null>(null);
  const found = useQuery(articlesQuery(q.trim()));
  return (
    <div className={styles.pad}>
      <div className="row spread ends">
        <TextField type="search" label={t('desk.articles.search')} value={q} onChange={setQ} />
        {may('desk.work') && <Button onClick={() => setEditing('new')}>{t('desk.articles.add')}</Button>}
      </div>
      <QueryState query={found} what={t('desk.tab.articles')} framed={false}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty framed={false} title={t('desk.articles.none')} />
          ) : (
            <div>
              {items.map((item) => (
                <Article
                  key={item.id}
                  item={item}
                  onEdit={may('desk.work') ? () => setEditing(item) : undefined}
                />
              ))}
            </div>
          )
        }
      </QueryState>
      {editing && (
        <ArticleDrawer article={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}

function Article({ item, onEdit }: { item: ArticleView; onEdit: (() => void) | undefined }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  return (
    <details className={styles.article}>
      <summary>
        {item.title}{' '}
        <span className="muted small">
          {format.parts([
            nameOf('ticket_category', item.category),
            t('desk.articles.updated', { at: format.moment(item.updated_at) }),
          ])}
        </span>
      </summary>
      <p className={styles.words}>{item.body}</p>
      {onEdit && (
        <div className="row">
          <Button size="small" onClick={onEdit}>
            {t('desk.articles.edit')}
          </Button>
        </div>
      )}
    </details>
  );
}

function ArticleDrawer({ article, onClose }: { article: ArticleView | null; onClose: () => void }) {
  const t = useText();
  const { choices } = useCatalogue();
  const [title, setTitle] = useState(article?.title ?? '');
  const [category, setCategory] = useState<string | null>(article?.category ?? null);
  const [body, setBody] = useState(article?.body ?? '');
  const act = useAct(putArticle, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={article ? t('desk.articles.edit') : t('desk.articles.add')}
      submit={t('action.save')}
      onSubmit={() =>
        act.submit(!!title.trim() && category !== null && !!body.trim(), {
          id: article?.id ?? null,
          title: title.trim(),
          category: category ?? '',
          body: body.trim(),
        })
      }
    >
      <TextField
        label={t('help_article.title')}
        value={title}
        error={act.errorAt('title', !title.trim())}
        onChange={setTitle}
        required
      />
      <SelectField
        label={t('help_article.category')}
        value={category}
        options={choices('ticket_category')}
        error={act.errorAt('category', category === null)}
        onChange={setCategory}
        required
      />
      <TextArea
        label={t('help_article.body')}
        value={body}
        rows={10}
        error={act.errorAt('body', !body.trim())}
        onChange={setBody}
        required
      />
    </FormDrawer>
  );
}
