import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeApp } from '../src/app.ts';

test('counts the words of a text, and keeps it', async (context) => {
  const app = makeApp(mkdtempSync(join(tmpdir(), 'words-')));
  const server = app.listen(0);
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/texts`;
  const headers = { 'content-type': 'text/plain' };
  const posted = await fetch(url, { method: 'POST', headers, body: 'Ibis, ibis' });
  assert.deepEqual(await posted.json(), { status: 'ok', words: 2 });
  assert.equal(await (await fetch(url)).text(), 'Ibis, ibis\n');
});
