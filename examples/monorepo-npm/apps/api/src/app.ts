import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express from 'express';
import { summary } from '@words/words';

/** Counts words, and keeps the texts that it was given in a folder. */
export function makeApp(folder: string): express.Express {
  const app = express();
  const log = join(folder, 'texts.log');
  app.use(express.text());

  app.get('/health', (_request, response) => {
    response.json(summary('healthy'));
  });
  app.post('/texts', async (request, response) => {
    const text = String(request.body);
    await appendFile(log, `${text}\n`);
    response.status(201).json(summary(text));
  });
  app.get('/texts', async (_request, response) => {
    response.type('text').send(await readFile(log, 'utf8').catch(() => ''));
  });
  return app;
}
