import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import express from 'express';

// No slash and no leading dot: a name can neither leave the folder nor clash with a temporary file.
const SAFE_NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;

export function uploads(dir) {
  const router = express.Router();

  router.param('name', (req, res, next, name) => {
    if (SAFE_NAME.test(name)) return next();
    res.status(400).json({ error: 'a name is letters, digits, dot, dash and underscore' });
  });

  const anyBody = express.raw({ type: () => true, limit: '10mb' });

  router.put('/:name', anyBody, async (req, res) => {
    const { name } = req.params;
    const body = req.body ?? Buffer.alloc(0);
    // Written aside, then renamed: nobody ever downloads half a file.
    const temporary = path.join(dir, `.${randomUUID()}`);
    await writeFile(temporary, body);
    await rename(temporary, path.join(dir, name));
    res.status(201).json({ name, bytes: body.length });
  });

  router.get('/:name', (req, res, next) => {
    // As an attachment, so that an uploaded page never runs in this site's name.
    res.download(req.params.name, { root: dir }, (error) => {
      if (!error) return;
      next(error.status === 404 ? undefined : error);
    });
  });

  return router;
}
