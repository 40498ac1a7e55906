// The board's controls in the window's bar: whose patients, in which order, a search, who runs late.
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconHourglass, IconScreenShare, IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { PageBar } from '../app/PageBar.tsx';
import { doctorName } from '../front-desk/day.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import type { BoardDoctor, BoardView } from './board-model.ts';
import type { BoardNow } from './use-board.ts';
import type { QueueScreenControl } from './use-queue-screen.ts';

type BoardBarProps = {
  board: BoardNow;
  search: Ref<HTMLInputElement>;
  screen: QueueScreenControl;
  onDelay: () => void;
};

export function BoardBar({ board, search, screen, onDelay }: BoardBarProps) {
  const { t } = useTranslation('queue');
  return (
    <PageBar>
      <Select
        maw={220}
        miw={110}
        flex="1 1 110px"
        clearable
        searchable
        aria-label={t('bar.only')}
        placeholder={t('bar.everybody')}
        data={choicesOf(board.board?.doctors ?? [], t('bar.departments'), t('bar.doctors'))}
        value={valueOf(board.only)}
        onChange={(value) => board.setOnly(onlyOf(value))}
      />
      <SegmentedControl
        flex="none"
        size="xs"
        aria-label={t('bar.order')}
        data={[
          { value: 'appointment', label: t('bar.byAppointment') },
          { value: 'arrival', label: t('bar.byArrival') },
        ]}
        value={board.order}
        onChange={board.setOrder}
      />
      <KeyHint>O</KeyHint>
      <TextInput
        ref={search}
        maw={190}
        miw={110}
        flex="1 1 110px"
        aria-label={t('bar.search')}
        placeholder={t('bar.search')}
        leftSection={<IconSearch size={15} />}
        rightSection={<KeyHint>/</KeyHint>}
        value={board.search}
        onChange={(event) => board.setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') board.setSearch('');
          if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Enter' || event.key === 'Escape')
            document.querySelector<HTMLElement>('[data-visit][tabindex="0"]')?.focus();
        }}
      />
      <Button
        variant="default"
        flex="none"
        ms="auto"
        leftSection={<IconHourglass size={15} />}
        rightSection={<KeyHint>W</KeyHint>}
        onClick={onDelay}
      >
        {t('delay.open')}
      </Button>
      <Button
        variant={screen.isOpen ? 'light' : 'default'}
        flex="none"
        aria-pressed={screen.isOpen}
        leftSection={<IconScreenShare size={15} />}
        rightSection={<KeyHint>S</KeyHint>}
        onClick={screen.toggle}
      >
        {t('screen.button')}
      </Button>
    </PageBar>
  );
}

function choicesOf(doctors: readonly BoardDoctor[], departmentsTitle: string, doctorsTitle: string) {
  const departments = new Map(doctors.map((doctor) => [doctor.departmentId, doctor.departmentName]));
  return [
    {
      group: departmentsTitle,
      items: [...departments].map(([id, label]) => ({ value: `department ${id}`, label })),
    },
    {
      group: doctorsTitle,
      items: doctors.map((doctor) => ({ value: `doctor ${doctor.id}`, label: doctorName(doctor) })),
    },
  ];
}

const valueOf = (only: BoardView['only']): string | null => {
  if (only === null) return null;
  return 'doctorId' in only ? `doctor ${only.doctorId}` : `department ${only.departmentId}`;
};

function onlyOf(value: string | null): BoardView['only'] {
  const [what, id] = value?.split(' ') ?? [];
  if (id === undefined) return null;
  return what === 'doctor' ? { doctorId: id } : { departmentId: id };
}
