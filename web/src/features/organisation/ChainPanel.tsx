import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addReportingLine, chainQuery, type Day, endReportingLine } from '../../api/chart';
import { useCatalogue } from '../../api/organisation';
import { findPeople } from '../../api/people';
import { useMay, useSession } from '../../api/session';
import type { ChainLink, ChainView, DottedLine } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, linkClass, TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, type Pick, PickField, SelectField } from '../../ui/fields';
import { QueryState } from '../../ui/QueryState';
import { useToast } from '../../ui/Toast';
import styles from './organisation.module.css';

/** From a person up to the top, with the dotted lines beside it. */
export function ChainPanel({ person, day }: { person: string; day: Day }) {
  const t = useText();
  const may = useMay();
  const chain = useQuery(chainQuery(person, day));
  const [adding, setAdding] = useState(false);
  return (
    <Card title={t('org.chain')} note={t('org.chain.note')}>
      <QueryState query={chain} what={t('org.chain')} framed={false}>
        {(data) => <Chain chain={data} person={person} />}
      </QueryState>
      {may('person.write') && (
        <p className={styles.below}>
          <Button size="small" icon="plus" onClick={() => setAdding(true)}>
            {t('org.line.add')}
          </Button>
        </p>
      )}
      {adding && <LineDrawer person={person} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function Chain({ chain, person }: { chain: ChainView; person: string }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const may = useMay();
  const { today } = useSession();
  const end = useWrite((line: DottedLine) => endReportingLine(person, line.id, today));
  return (
    <ol className={styles.chain}>
      {[...chain.above].reverse().map((link) => (
        <li key={link.person.id}>
          <Who link={link} />
        </li>
      ))}
      <li>
        <Who link={chain.person} strong />
        <span className="muted small">{t('org.chain.reports', { count: format.number(chain.reports) })}</span>
      </li>
      {chain.dotted.map((line) => (
        <li key={line.id} className={styles.dotted}>
          <span className="muted small">{nameOf('reporting_line_kind', line.kind)}</span>
          <Who link={line.link} />
          {may('person.write') && (
            <TextButton plain className="small" onClick={() => void end.run(line)}>
              {t('org.line.end')}
            </TextButton>
          )}
        </li>
      ))}
      {chain.dotted_in.map((line) => (
        <li key={line.id} className={styles.dotted}>
          <span className="muted small">
            {t('org.line.from', { kind: nameOf('reporting_line_kind', line.kind) })}
          </span>
          <Who link={line.link} />
        </li>
      ))}
    </ol>
  );
}

function Who({ link, strong }: { link: ChainLink; strong?: boolean }) {
  const may = useMay();
  const format = useFormats();
  const name = strong ? <b>{link.person.full_name}</b> : link.person.full_name;
  return (
    <span>
      {may('person.read') ? (
        <Link to="/people/$personId" params={{ personId: link.person.id }} className={linkClass}>
          {name}
        </Link>
      ) : (
        name
      )}{' '}
      <span className="muted small">{format.parts([link.position, link.unit?.name])}</span>
    </span>
  );
}

function LineDrawer({ person, onClose }: { person: string; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const { today } = useSession();
  const { choices } = useCatalogue();
  const [to, setTo] = useState<Pick | null>(null);
  const [kind, setKind] = useState<string | null>('dotted');
  const [first, setFirst] = useState<string | null>(today);
  const [last, setLast] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(addReportingLine, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  const missing = (value: unknown) => (tried && !value ? t('ui.field.missing') : null);
  return (
    <FormDrawer
      open
      title={t('org.line.add')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (to && kind && first)
          void write.run(person, { to_person_id: to.id, kind, first_day: first, last_day: last });
      }}
    >
      <PickField
        required
        label={t('reporting_line.to_person_id')}
        value={to}
        error={missing(to)}
        find={findPeople}
        onChange={setTo}
      />
      <SelectField
        required
        label={t('reporting_line.kind')}
        value={kind}
        options={choices('reporting_line_kind')}
        error={missing(kind)}
        onChange={setKind}
      />
      <DateField
        required
        label={t('reporting_line.valid_from')}
        value={first}
        error={missing(first)}
        onChange={setFirst}
      />
      <DateField label={t('org.line.last_day')} value={last} min={first ?? undefined} onChange={setLast} />
    </FormDrawer>
  );
}
