import express from 'express';
import { uploads } from './uploads.js';

export function createApp({ redis, uploadsDir }) {
  const app = express();
  app.disable('x-powered-by');

  // Says that this process answers. Uploads work without redis, so redis has no say here.
  app.get('/health', (req, res) => {
    res.json({ status: 'ok' });
  });

  app.get('/', async (req, res) => {
    res.json({ visits: await redis.incr('visits') });
  });

  app.use('/uploads', uploads(uploadsDir));

  app.use((req, res) => {
    res.status(404).json({ error: 'not found' });
  });

  // Express knows an error handler by its four parameters.
  app.use((error, req, res, next) => {
    const status = error.status ?? 500;
    if (status >= 500) console.error(`${req.method} ${req.path}: ${error.message}`);
    if (res.headersSent) return next(error);
    // A client hears of its own mistakes; what went wrong inside is for the log alone.
    res.status(status).json({ error: status < 500 ? error.message : 'internal error' });
  });

  return app;
}
