// The OpenAPI document, made from the schemas that validate, and two ways to read it. All assets come from this server.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastifyPlugin from 'fastify-plugin';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { App } from './routing.ts';

/** Registered on the whole server (a plugin's own scope would list no route of the others). */
export const schemaPages = fastifyPlugin(async (app: App) => {
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Clinic Desk', version: '1' } },
    // Paths are told as the clients write them; without the last slash they are answered too.
    transform: (route) => {
      const told = jsonSchemaTransform(route);
      return { ...told, url: told.url.endsWith('/') ? told.url : `${told.url}/` };
    },
    hideUntagged: false,
  });
  const config = { access: 'machine' } as const;
  const hidden = { config, schema: { hide: true } };
  await app.register(swaggerUi, { routePrefix: '/docs' });
  app.get('/api/v1/schema', hidden, () => app.swagger());
  const redoc = readFileSync(createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js'));
  app.get('/redoc/redoc.standalone.js', hidden, (_request, reply) =>
    reply.type('text/javascript').header('cache-control', 'max-age=86400').send(redoc),
  );
  app.get('/redoc', hidden, (_request, reply) =>
    reply
      .type('text/html')
      .send(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Clinic Desk API</title></head><body>' +
          '<redoc spec-url="/api/v1/schema/"></redoc><script src="/redoc/redoc.standalone.js"></script></body></html>',
      ),
  );
});
