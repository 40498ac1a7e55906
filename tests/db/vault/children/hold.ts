// Opens the vault and stays, or says why it may not.
import { openFromArguments, say, sayRefusal } from './speak.ts';

await sayRefusal(async () => {
  await openFromArguments();
  say('open');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
