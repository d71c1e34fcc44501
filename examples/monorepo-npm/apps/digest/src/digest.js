import Fastify from 'fastify';
import { summary } from '@words/words';

const app = Fastify();
app.get('/', () => summary('another app, which the image of the api leaves out'));
await app.listen({ port: 3001 });
