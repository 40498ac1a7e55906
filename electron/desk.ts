// What procedures may ask of the machine around them: the session, printing, files. The main process builds the real one.
import type { QueueScreen } from './queue-window.ts';
import type { PaperPackKeeper } from './printing/paper-pack-keeper.ts';
import type { Printing } from './printing/printing.ts';
import type { DocumentDesk } from './documents/document-desk.ts';
import type { Session } from './session/session.ts';
import type { Files } from './files.ts';

export type Desk = {
  session: Session;
  printing: Printing;
  files: Files;
  documents: DocumentDesk;
  queueScreen: QueueScreen;
  paperPack: PaperPackKeeper;
};
