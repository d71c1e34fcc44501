import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import request from 'supertest';
import { createApp } from '../src/app.js';

let uploadsDir;
let app;

before(async () => {
  uploadsDir = await mkdtemp(path.join(os.tmpdir(), 'uploads-'));
  let visits = 0;
  app = createApp({ redis: { incr: async () => ++visits }, uploadsDir });
});
after(() => rm(uploadsDir, { recursive: true }));

test('is healthy', () => request(app).get('/health').expect(200, { status: 'ok' }));

test('counts visits', async () => {
  await request(app).get('/').expect(200, { visits: 1 });
  await request(app).get('/').expect(200, { visits: 2 });
});

test('fails without redis and keeps the reason to itself', async () => {
  const redis = { incr: async () => { throw new Error('connection lost'); } };
  await request(createApp({ redis, uploadsDir })).get('/').expect(500, { error: 'internal error' });
});

test('gives back what was stored, the last version of it', async () => {
  for (const text of ['first', 'second']) {
    await request(app).put('/uploads/a.txt').send(text).expect(201, { name: 'a.txt', bytes: text.length });
  }
  await request(app).get('/uploads/a.txt').expect(200, 'second').expect('content-disposition', /^attachment/);
  assert.deepEqual(await readdir(uploadsDir), ['a.txt']);
});

test('stores an empty file', async () => {
  await request(app).put('/uploads/empty').expect(201, { name: 'empty', bytes: 0 });
  await request(app).get('/uploads/empty').expect(200);
});

test('refuses names that are not plain file names', async () => {
  for (const name of ['..%2Fetc', '.hidden', 'a%20b', 'x'.repeat(101)]) {
    await request(app).put(`/uploads/${name}`).send('x').expect(400);
    await request(app).get(`/uploads/${name}`).expect(400);
  }
});

test('knows what it does not have', async () => {
  await request(app).get('/uploads/missing').expect(404, { error: 'not found' });
  await request(app).get('/nowhere').expect(404, { error: 'not found' });
});
