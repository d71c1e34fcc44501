import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../src/app.js';

let dir: string;
let app: FastifyInstance;

before(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'pastes-'));
  app = createApp(dir);
});
after(async () => {
  await app.close();
  await rm(dir, { recursive: true });
});

function paste(payload: string, type = 'text/plain') {
  return app.inject({ method: 'POST', url: '/pastes', payload, headers: { 'content-type': type } });
}

test('is healthy', async () => {
  const response = await app.inject('/health');
  assert.deepEqual(response.json(), { status: 'ok' });
});

test('a paste comes back as it went in and can be deleted', async () => {
  const created = await paste('grüße\n');
  assert.equal(created.statusCode, 201);
  const url = String(created.headers.location);
  assert.deepEqual(await readdir(dir), [`${created.json().id}.txt`]);

  const found = await app.inject(url);
  assert.equal(found.body, 'grüße\n');
  assert.equal(found.headers['content-type'], 'text/plain; charset=utf-8');

  assert.equal((await app.inject({ method: 'DELETE', url })).statusCode, 204);
  assert.equal((await app.inject({ method: 'DELETE', url })).statusCode, 404);
  assert.equal((await app.inject(url)).statusCode, 404);
  assert.deepEqual(await readdir(dir), []);
});

test('JSON and forms are pasted as text', async () => {
  for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
    const created = await paste('{ "a":  1 }', type);
    assert.equal((await app.inject(`/pastes/${created.json().id}`)).body, '{ "a":  1 }');
  }
});

test('an empty paste is refused', async () => {
  assert.equal((await paste('')).statusCode, 400);
});

test('what is not an id is refused', async () => {
  for (const id of ['short', '..%2F..%2Fetc%2Fpasswd', 'Z'.repeat(16)]) {
    assert.equal((await app.inject(`/pastes/${id}`)).statusCode, 400);
  }
});
