import { type ReactNode, useId, useState } from 'react';
import { useText } from '../../i18n/useText';
import { buttonClass } from '../Button';
import { cx } from '../cx';
import { Icon } from '../Icon';
import styles from './fields.module.css';

/** A place to drop a file, or a button to choose one. */
export function FileDrop({
  accept,
  quiet,
  children,
  onFile,
}: {
  accept: string;
  /** Where choosing a file is not what the form is for, or not its last step. */
  quiet?: boolean;
  children?: ReactNode;
  onFile: (file: File) => void;
}) {
  const t = useText();
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra for the mouse, the input below does the same
    <div
      className={cx(styles.drop, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <Icon name="upload" size={28} />
      <p className="soft">{t('ui.file.drop')}</p>
      <label htmlFor={id} className={buttonClass(quiet ? undefined : 'primary')}>
        {t('ui.file.choose')}
      </label>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept={accept}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      {children}
    </div>
  );
}
