// The paper pack for the window: how it stands, made now, where and when it is made. Paths are chosen in the system's dialog alone.
import { savePackSettings, packSettingsOf } from '../../db/paper-pack.ts';
import { packOfDay, packTime, type PackSettings } from '../../domain/paper-pack.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

export const paperPackRouter = router({
  state: permit('print.daySheet').query(({ ctx }) => ctx.desk.paperPack.light(ctx.vault)),
  makeNow: permit('print.daySheet')
    .input(packOfDay)
    .mutation(async ({ ctx, input: { date } }) => {
      const { userId, fullName } = ctx.user;
      const { files } = await ctx.desk.paperPack.make(ctx.vault, { date, by: { userId, fullName } });
      return { files: files.length };
    }),
  openFolder: permit('print.daySheet').mutation(async ({ ctx }) => {
    const { folder } = packSettingsOf(ctx.vault);
    if (folder !== null) await ctx.desk.files.showFolder(folder);
  }),
  chooseFolder: permit('printProfile.manage').mutation(async ({ ctx }) => {
    const folder = await ctx.desk.files.chooseFolder();
    if (folder !== null) change(ctx, { folder });
    return { isChosen: folder !== null };
  }),
  turnOff: permit('printProfile.manage').mutation(({ ctx }) => change(ctx, { folder: null })),
  setTime: permit('printProfile.manage')
    .input(packTime)
    .mutation(({ ctx, input }) => change(ctx, input)),
});

const change = (ctx: SignedInContext, chosen: Partial<PackSettings>): void =>
  ctx.write('paper.settings', (tx) =>
    savePackSettings(tx, { ...packSettingsOf(tx), ...chosen, sinceMs: tx.nowMs }),
  );
