import { createClient } from 'redis';
import { createApp } from './app.js';

const {
  PORT = '3000',
  REDIS_URL = 'redis://redis:6379',
  UPLOADS_DIR = '/app/uploads',
} = process.env;

// Without the offline queue a lost redis is an error at once, not a request that hangs.
const redis = createClient({ url: REDIS_URL, disableOfflineQueue: true });
redis.on('error', (error) => console.error(`redis: ${error.message || error.code}`));

const server = createApp({ redis, uploadsDir: UPLOADS_DIR }).listen(Number(PORT), (error) => {
  if (error) throw error;
  console.log(`listening on port ${PORT}`);
});

function stop(signal) {
  console.log(`${signal}: stopping`);
  server.close(() => {
    // Not close(): that waits for the answers of a redis that may be gone.
    if (redis.isOpen) redis.destroy();
    // A client that was about to reconnect would still keep the process for seconds.
    process.exit();
  });
  // close() lets running requests finish; those that take too long are cut off.
  setTimeout(() => server.closeAllConnections(), 500).unref();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

// The client keeps trying until redis is there, so the order of starting does not matter.
redis.connect().catch((error) => console.error(`redis: ${error.message}`));
