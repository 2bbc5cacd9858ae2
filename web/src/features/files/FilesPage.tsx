import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/session';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Page } from '../../ui/Page';
import { Tabs } from '../../ui/Tabs';
import { BorrowDrawer } from './BorrowDrawer';
import { CompletenessTab } from './CompletenessTab';
import { DueTab } from './DueTab';
import { FilesTab } from './FilesTab';
import { LoansTab } from './LoansTab';
import { RulesTab } from './RulesTab';
import { StateFilesTab } from './StateFilesTab';
import { type FilesTabKey, filesTabs } from './tabs';
import { UploadDrawer } from './UploadDrawer';

/** The employee files of all whom the reader may look after. */
export function FilesPage() {
  const t = useText();
  const may = useMay();
  const search = useSearch({ from: '/signed-in/files' });
  const navigate = useNavigate({ from: '/files' });
  const [opening, setOpening] = useState<'upload' | 'borrow' | null>(null);
  const tabs = filesTabs.filter((tab) => tab.permissions.some((permission) => may(permission)));
  const tab: FilesTabKey = tabs.find((one) => one.key === search.tab)?.key ?? tabs[0]?.key ?? 'files';
  return (
    <Page
      title={t('page.files.title')}
      sub={t('page.files.sub')}
      actions={
        <>
          {may('file.borrow') && <Button onClick={() => setOpening('borrow')}>{t('files.borrow')}</Button>}
          {may('file.write') && (
            <Button look="primary" icon="upload" onClick={() => setOpening('upload')}>
              {t('files.upload')}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        label={t('page.files.title')}
        value={tab}
        items={tabs.map((one) => ({ key: one.key, title: t(`files.tab.${one.key}`) }))}
        onChange={(key) =>
          navigate({ search: { tab: key === tabs[0]?.key ? undefined : key }, replace: true })
        }
      >
        <TabBody tab={tab} />
      </Tabs>
      <UploadDrawer
        open={opening === 'upload'}
        person={null}
        category={null}
        onClose={() => setOpening(null)}
      />
      <BorrowDrawer
        open={opening === 'borrow'}
        person={null}
        category={null}
        onClose={() => setOpening(null)}
      />
    </Page>
  );
}

function TabBody({ tab }: { tab: FilesTabKey }) {
  switch (tab) {
    case 'files':
      return <FilesTab />;
    case 'completeness':
      return <CompletenessTab />;
    case 'loans':
      return <LoansTab />;
    case 'due':
      return <DueTab />;
    case 'state':
      return <StateFilesTab />;
    case 'rules':
      return <RulesTab />;
  }
}
