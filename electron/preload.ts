// Runs before the page in its own sandboxed world and gives it one thing: the tRPC link. No other power may be added here.
import { exposeElectronTRPC } from './ipc/expose.ts';

exposeElectronTRPC();
