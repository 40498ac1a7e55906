// Opens the vault (which may migrate it), says so, and closes it.
import { openFromArguments, say } from './speak.ts';

say('opening');
const { vault } = await openFromArguments();
say('open');
vault.close();
