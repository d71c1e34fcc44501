import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The shape of every id: what does not look like one never reaches the disk. */
export const ID_PATTERN = '^[0-9a-f]{16}$';

/** One paste is one file, named by its id. */
export class Pastes {
  constructor(private readonly dir: string) {}

  async add(text: string): Promise<string> {
    const id = randomBytes(8).toString('hex');
    // 'wx' fails rather than overwrite somebody's paste, however unlikely that is.
    await writeFile(this.file(id), text, { flag: 'wx' });
    return id;
  }

  async get(id: string): Promise<string | undefined> {
    return readFile(this.file(id), 'utf8').catch(ifMissing(undefined));
  }

  async delete(id: string): Promise<boolean> {
    return rm(this.file(id)).then(() => true).catch(ifMissing(false));
  }

  private file(id: string): string {
    return path.join(this.dir, `${id}.txt`);
  }
}

function ifMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}
