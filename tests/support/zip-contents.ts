// A zip as the test reads it: every file by its path.
import { readZip } from '../../electron/leaving/zip-file.ts';

export async function zipContents(
  path: string,
  passphrase: string | null = null,
): Promise<Map<string, Buffer>> {
  return readZip(path, passphrase, async (entries) => {
    const files = new Map<string, Buffer>();
    for (const entry of entries) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry.read(1e9)) chunks.push(chunk);
      files.set(entry.path, Buffer.concat(chunks));
    }
    return files;
  });
}
