import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { fileQuery, sendFile } from '../../api/files';
import type { FileView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Facts } from '../../ui/Facts';
import { SelectField } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { QueryState } from '../../ui/QueryState';
import { FileViewer } from './FileViewer';
import { Sending } from './Sending';
import { FileTags, newest, useCategory, useSize } from './words';

/** A document: what it is, its versions, and the thing itself on request. */
export function FileDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const t = useText();
  return (
    <Drawer open={id !== null} wide title={t('files.document')} onClose={onClose}>
      {id !== null && <Body id={id} />}
    </Drawer>
  );
}

function Body({ id }: { id: string }) {
  const t = useText();
  const file = useQuery(fileQuery(id));
  return (
    <QueryState query={file} what={t('files.document')} framed={false}>
      {(data) => <FileBody file={data} />}
    </QueryState>
  );
}

function FileBody({ file }: { file: FileView }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const size = useSize();
  const category = useCategory();
  const [chosen, setChosen] = useState<string | null>(null);
  const version = file.versions.find((one) => String(one.version) === chosen) ?? newest(file);
  return (
    <div className="stack">
      <p className="row">
        <b>{file.title || t('files.no_title')}</b>
        <FileTags file={file} />
      </p>
      <Facts
        items={[
          [
            t('files.person'),
            <Link
              key="person"
              to="/people/$personId"
              params={{ personId: file.person_id }}
              search={{ tab: 'files' }}
            >
              {format.parts([file.person_name, file.employee_no])}
            </Link>,
          ],
          [t('file.category'), category(file.category)],
          [t('file.class'), code(`class.${file.class}`, file.class)],
          [t('file.dated_on'), file.dated_on],
          [t('files.valid_until'), file.valid_until],
          [
            t('file.filed_at'),
            format.parts([format.moment(file.filed_at), file.filed_by ?? t('files.by_flow')]),
          ],
          version && [
            t('file_version.file_name'),
            format.parts([version.file_name ?? '', size(version.byte_count)]),
          ],
        ]}
      />
      {file.versions.length > 1 && (
        <SelectField
          label={t('file_version.version')}
          value={String(version?.version ?? '')}
          options={file.versions.map((one) => ({
            value: String(one.version),
            title: t('files.version_of', { version: one.version, at: format.moment(one.added_at) }),
          }))}
          onChange={setChosen}
        />
      )}
      {file.status === 'filed' && version && (
        <FileViewer key={version.version} file={file} version={version} />
      )}
      {file.may_write && <NewVersion file={file} />}
    </div>
  );
}

function NewVersion({ file }: { file: FileView }) {
  const t = useText();
  const [share, setShare] = useState(0);
  const write = useWrite((chosen: File) => sendFile({ version_of: file.id }, chosen, setShare));
  return (
    <Sending
      quiet
      title={t('files.new_version')}
      busy={write.busy}
      share={share}
      problem={write.problem}
      onFile={(chosen) => void write.run(chosen)}
    />
  );
}
