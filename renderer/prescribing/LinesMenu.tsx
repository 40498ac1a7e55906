// Lines that need not be typed: the patient's earlier prescriptions, and prescriptions kept as templates. It adds; it never replaces.
import { Button, Kbd, Menu } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrescriptionLine } from '../../domain/prescriptions.ts';
import { linesTemplateOf } from '../../domain/templates.ts';
import { useTRPC } from '../app/trpc.ts';
import { openByKey } from '../app/open-by-key.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { dayText } from '../consultation/record-fields.ts';
import { SaveTemplate } from '../templates/SaveTemplate.tsx';
import classes from './PrescriptionLines.module.css';

type LinesMenuProps = {
  appointmentId: string;
  lines: readonly PrescriptionLine[];
  /** `repeatedFrom`: the day of the visit they stood in. */
  onTake: (lines: PrescriptionLine[], repeatedFrom?: string) => void;
};

export function LinesMenu({ appointmentId, lines, onTake }: LinesMenuProps) {
  const { t } = useTranslation('prescribing');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const target = useRef<HTMLButtonElement>(null);
  const [isSaving, setIsSaving] = useState(false);
  // Read when it is asked for, and the reading audited: not with every visit that is opened.
  const { data: earlier } = useQuery(
    trpc.prescribing.earlier.queryOptions({ appointmentId }, { enabled: isOpen, gcTime: 0 }),
  );
  const { data: templates } = useQuery(trpc.templates.list.queryOptions(undefined, { enabled: isOpen }));
  const kept = (templates ?? []).filter(({ kind }) => kind === 'prescription');
  const namesOf = (some: readonly PrescriptionLine[]) =>
    some.map(({ medicineName }) => medicineName).join(', ');
  usePageHotkeys([{ keys: 'alt+P', label: t('lines.repeat'), act: () => openByKey(target.current) }], {
    inFields: true,
  });
  return (
    <>
      <Menu
        opened={isOpen}
        onChange={setIsOpen}
        position="bottom-start"
        // What is asked for when it opens may be longer than the room below.
        preventPositionChangeWhenVisible={false}
        transitionProps={{ duration: 0 }}
      >
        <Menu.Target>
          <Button
            ref={target}
            variant="default"
            tabIndex={-1}
            leftSection={<IconRepeat size={15} aria-hidden />}
            rightSection={<Kbd size="xs">Alt P</Kbd>}
          >
            {t('lines.repeat')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown maw={460} className={classes.menu}>
          <Menu.Label>{t('lines.earlier')}</Menu.Label>
          {earlier?.length === 0 && <Menu.Item disabled>{t('lines.noneEarlier')}</Menu.Item>}
          {earlier?.map((visit) => (
            <Menu.Item key={visit.appointmentId} onClick={() => onTake(visit.lines, visit.appointmentDate)}>
              {dayText(visit.appointmentDate)} · {visit.doctorName}
              <div className={classes.about}>{namesOf(visit.lines)}</div>
            </Menu.Item>
          ))}
          {kept.length > 0 && <Menu.Label>{t('lines.templates')}</Menu.Label>}
          {kept.map((template) => (
            <Menu.Item key={template.id} onClick={() => onTake(linesTemplateOf(template.content) ?? [])}>
              {template.name}
              <div className={classes.about}>{namesOf(linesTemplateOf(template.content) ?? [])}</div>
            </Menu.Item>
          ))}
          {lines.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => setIsSaving(true)}>{t('lines.saveTemplate')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isSaving && (
        <SaveTemplate
          kind="prescription"
          content={JSON.stringify(lines.map((line) => ({ ...line, overrideReason: '' })))}
          onClose={() => {
            setIsSaving(false);
            void queries.invalidateQueries({ queryKey: trpc.templates.list.queryKey() });
          }}
        />
      )}
    </>
  );
}
