import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { ID_PATTERN, Pastes } from './pastes.js';

interface ById {
  Params: { id: string };
}

const byId = {
  schema: {
    params: {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string', pattern: ID_PATTERN } },
    },
  },
};

export function createApp(pastesDir: string, options: FastifyServerOptions = {}): FastifyInstance {
  // Kept-alive connections would otherwise hold up close() until they time out.
  const app = Fastify({ ...options, forceCloseConnections: true });
  const pastes = new Pastes(pastesDir);

  // A paste is text, whatever content type the client gives it: JSON stays as it was written.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => done(null, body));

  app.get('/health', async () => ({ status: 'ok' }));

  app.post<{ Body: string | undefined }>('/pastes', async (request, reply) => {
    if (!request.body) return reply.code(400).send({ error: 'an empty paste' });
    const id = await pastes.add(request.body);
    return reply.code(201).header('location', `/pastes/${id}`).send({ id });
  });

  app.get<ById>('/pastes/:id', byId, async (request, reply) => {
    const text = await pastes.get(request.params.id);
    if (text === undefined) return reply.callNotFound();
    // Never sniffed: a pasted page is shown as text and does not run.
    return reply.type('text/plain; charset=utf-8').header('x-content-type-options', 'nosniff').send(text);
  });

  app.delete<ById>('/pastes/:id', byId, async (request, reply) => {
    if (!(await pastes.delete(request.params.id))) return reply.callNotFound();
    return reply.code(204).send();
  });

  return app;
}
