// Answers the system's own dialog for saving, as the person would.
import type { ClinicDesk } from './launch.ts';

export const saveTo = ({ app }: ClinicDesk, filePath: string) =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, filePath);
