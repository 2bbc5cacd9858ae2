import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { filesQuery } from '../../api/files';
import { useCatalogue } from '../../api/organisation';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Select } from '../../ui/fields';
import { Icon } from '../../ui/Icon';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { FileDrawer } from './FileDrawer';
import { FileTable } from './FileTable';
import styles from './files.module.css';

/** Every document that the reader may see, searched in titles and texts. */
export function FilesTab() {
  const t = useText();
  const format = useFormats();
  const search = useSearch({ from: '/signed-in/files' });
  const navigate = useNavigate({ from: '/files' });
  const { choices } = useCatalogue();
  const filter = { q: search.q, category: search.category, status: search.status };
  const files = useInfiniteQuery(filesQuery(filter));
  const change = (next: { q?: string; category?: string; status?: string; file?: string }) =>
    navigate({ search: { ...search, ...next }, replace: true });
  const pages = files.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.items);
  const narrowed = Boolean(search.q || search.category || search.status);
  return (
    <div className="stack">
      <search className={styles.filters}>
        <SearchText value={search.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
        <Select
          label={t('file.category')}
          value={search.category ?? ''}
          options={[{ value: '', title: t('files.all_categories') }, ...choices('file_category')]}
          onChange={(category) => change({ category: category || undefined })}
        />
        <Select
          label={t('people.status')}
          value={search.status ?? ''}
          options={[
            { value: '', title: t('files.status.filed') },
            { value: 'destroyed', title: t('files.destroyed') },
          ]}
          onChange={(status) => change({ status: status || undefined })}
        />
      </search>
      <QueryState query={{ ...files, data: files.data && rows }} what={t('files.tab.files')}>
        {(data) =>
          data.length === 0 ? (
            <Empty title={narrowed ? t('files.none_found') : t('files.none')}>
              {narrowed ? t('files.none_found.body') : t('files.none.body')}
            </Empty>
          ) : (
            <Card flush>
              <FileTable
                label={t('files.tab.files')}
                files={data}
                total={pages[0]?.total ?? null}
                looked={search.q}
                onOpen={(file) => change({ file })}
                onEnd={() => files.hasNextPage && !files.isFetching && void files.fetchNextPage()}
              />
              <div className="row" style={{ padding: '10px 16px' }}>
                <span className="muted small">
                  {typeof pages[0]?.total === 'number'
                    ? t('files.shown_of', {
                        shown: format.number(data.length),
                        total: format.number(pages[0].total),
                      })
                    : t('files.shown', { shown: format.number(data.length) })}
                </span>
                {files.hasNextPage && (
                  <Button size="small" busy={files.isFetching} onClick={() => void files.fetchNextPage()}>
                    {t('files.more')}
                  </Button>
                )}
              </div>
            </Card>
          )
        }
      </QueryState>
      <FileDrawer id={search.file ?? null} onClose={() => change({ file: undefined })} />
    </div>
  );
}

/** Typing is answered after a short pause, and only from two characters on. */
function SearchText({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useText();
  const [text, setText] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new text starts the pause again
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === value || wanted.length === 1) return;
    const timer = setTimeout(() => onChange(wanted), 300);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label className={styles.search}>
      <Icon name="search" size={16} />
      <span className="visually-hidden">{t('files.search')}</span>
      <input
        type="search"
        placeholder={t('files.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}
