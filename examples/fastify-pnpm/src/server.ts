import { createApp } from './app.js';

const { PASTES_DIR = '/app/pastes', PORT = '3000' } = process.env;

const app = createApp(PASTES_DIR, { logger: true });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => app.close());
}

// Every interface, for a container's published port to reach it.
await app.listen({ host: '0.0.0.0', port: Number(PORT) });
