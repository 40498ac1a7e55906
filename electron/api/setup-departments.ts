// Departments, services and rooms: list, save, switch off and on. Nothing is ever deleted.
import { z } from 'zod';
import { departmentsOf, roomsOf, servicesOf } from '../../db/clinic-setup.ts';
import { saveDepartment, saveRoom, saveService, setActive } from '../../db/clinic-setup-write.ts';
import { departmentInput, editOf, roomInput, serviceInput } from '../../domain/clinic-setup-input.ts';
import { permit, router } from './trpc.ts';

const edit = z.object(editOf);
const switchable = z.enum(['departments', 'services', 'rooms']);

export const setupDepartmentsRouter = router({
  departments: permit('setup.read').query(({ ctx }) => departmentsOf(ctx.vault)),
  services: permit('setup.read').query(({ ctx }) => servicesOf(ctx.vault)),
  rooms: permit('setup.read').query(({ ctx }) => roomsOf(ctx.vault)),
  saveDepartment: permit('setup.manage')
    .input(z.object({ edit, values: departmentInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('setup.saveDepartment', (tx) => saveDepartment(tx, input.edit, input.values)),
    ),
  saveService: permit('setup.manage')
    .input(z.object({ edit, values: serviceInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('setup.saveService', (tx) => saveService(tx, input.edit, input.values)),
    ),
  saveRoom: permit('setup.manage')
    .input(z.object({ edit, values: roomInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('setup.saveRoom', (tx) => saveRoom(tx, input.edit, input.values)),
    ),
  setActive: permit('setup.manage')
    .input(z.object({ table: switchable, edit, isActive: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.write('setup.setActive', (tx) => setActive(tx, input.table, input.edit, input.isActive)),
    ),
});
