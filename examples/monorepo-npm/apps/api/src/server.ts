import { makeApp } from './app.js';

const { TEXTS_DIR = 'texts', PORT = '3000' } = process.env;

const server = makeApp(TEXTS_DIR).listen(Number(PORT));

process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
