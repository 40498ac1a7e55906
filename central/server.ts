// The HTTP server as a whole: limits, headers, errors, who calls, and the routes. It holds nothing between two requests.
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyError, LogController, type RawServerDefault } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  isResponseSerializationError,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Configuration } from './configuration.ts';
import { answer, detail, fieldErrors, RestRefusal } from './rest/answers.ts';
import { adminRoutes } from './rest/admin.ts';
import { appointmentRoutes } from './rest/appointments.ts';
import { authRoutes } from './rest/auth.ts';
import { knowCaller } from './rest/callers.ts';
import { catalogueRoutes } from './rest/catalogue.ts';
import { clientAliasRoutes } from './rest/client-aliases.ts';
import { deviceRoutes } from './rest/devices.ts';
import { doctorsNotesRoutes } from './rest/doctors-notes.ts';
import { healthRoutes } from './rest/health.ts';
import { type App, type Centre } from './rest/routing.ts';
import { isOfTheData } from './transaction.ts';
import { medicalRecordRoutes } from './rest/medical-records.ts';
import { passwordRoutes } from './rest/passwords.ts';
import { profileRoutes } from './rest/profiles.ts';
import { rateLimitStore } from './rest/rate-limit.ts';
import { recordRoutes } from './rest/records.ts';
import { registrationRoutes } from './rest/registration.ts';
import { schemaPages } from './rest/schema-pages.ts';
import { sharingRoutes } from './rest/sharing.ts';
import { slotRoutes } from './rest/slots.ts';
import { suggestionRoutes } from './rest/suggestions.ts';
import { visitChangeRoutes } from './rest/visit-changes.ts';

const MAX_BODY_BYTES = 1_048_576;

/** Not listening yet. Closing it answers what is in flight first. */
export async function buildServer(centre: Centre): Promise<App> {
  const { configuration } = centre;
  const app: App = Fastify<RawServerDefault>({
    logger: loggerOf(configuration),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: configuration.TRUST_PROXY,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('caller', null);
  app.decorateRequest('device', null);
  app.addHook('onRoute', (route) => {
    // Made by plugins, which cannot say it: the answers to a browser's preflight, and the pages of the schema.
    const isPlugins = route.method === 'OPTIONS' || route.url.startsWith('/docs');
    if (isPlugins) route.config = { ...route.config, access: 'machine' };
    if (route.config?.access === undefined)
      throw new Error(`The route ${route.url} does not say who may call it.`);
  });
  app.setErrorHandler((error: FastifyError | RestRefusal, request, reply) => {
    if (error instanceof RestRefusal) return answer(reply, error);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const issues = error.validation.map(({ instancePath, message = '' }) => ({
        path: instancePath.split('/').filter(Boolean),
        message,
      }));
      return answer(reply, new RestRefusal(400, fieldErrors(issues)));
    }
    if (isOfTheData(error))
      return answer(
        reply,
        detail(400, 'The request holds a character or value that no text or number here can hold.'),
      );
    const status = isResponseSerializationError(error) ? 500 : (error.statusCode ?? 500);
    if (status < 500) return answer(reply, detail(status, plainWords(status)));
    // The reference joins what the caller sees to the log; no message and no SQL leaves the server.
    request.log.error({ err: { type: error.name, message: error.message, stack: error.stack } }, 'failed');
    return answer(reply, detail(500, `Something went wrong here. Reference: ${request.id}`));
  });
  app.setNotFoundHandler({ preHandler: [] }, (_request, reply) => answer(reply, detail(404, 'Not found.')));
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route, never the address: a search or a token in it would be told to whoever reads the log.
    const { method, routeOptions } = request;
    const tookMs = Math.round(reply.elapsedTime);
    request.log.info(
      { method, route: routeOptions.url ?? 'none', status: reply.statusCode, tookMs },
      'answered',
    );
  });
  await app.register(helmet, { contentSecurityPolicy: false });
  await app.register(cors, {
    origin: [...configuration.CORS_ORIGINS, configuration.FRONTEND_URL],
    allowedHeaders: ['authorization', 'content-type'],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  });
  await app.register(rateLimit, {
    max: configuration.RATE_LIMIT,
    timeWindow: 60_000,
    store: rateLimitStore(centre),
    allowList: (request) => request.routeOptions.config.access === 'machine',
    errorResponseBuilder: (_request, { after }) =>
      detail(429, `Too many requests. Try again in ${after}.`, 'throttled'),
  });
  app.addHook('onRequest', knowCaller(centre));
  await app.register(schemaPages);
  await app.register(healthRoutes(centre));
  await app.register(authRoutes(centre), { prefix: '/api/v1' });
  await app.register(registrationRoutes(centre), { prefix: '/api/v1' });
  await app.register(passwordRoutes(centre), { prefix: '/api/v1' });
  await app.register(profileRoutes(centre), { prefix: '/api/v1' });
  await app.register(deviceRoutes(centre), { prefix: '/api/v1' });
  await app.register(catalogueRoutes(centre), { prefix: '/api/v1' });
  await app.register(appointmentRoutes(centre), { prefix: '/api/v1' });
  await app.register(visitChangeRoutes(centre), { prefix: '/api/v1' });
  await app.register(medicalRecordRoutes(centre), { prefix: '/api/v1' });
  await app.register(clientAliasRoutes(centre), { prefix: '/api/v1' });
  await app.register(recordRoutes(centre), { prefix: '/api/v1' });
  await app.register(sharingRoutes(centre), { prefix: '/api/v1' });
  await app.register(doctorsNotesRoutes(centre), { prefix: '/api/v1' });
  await app.register(adminRoutes(centre), { prefix: '/api/v1' });
  await app.register(suggestionRoutes(centre), { prefix: '/api/v1' });
  await app.register(slotRoutes(centre), { prefix: '/api/v1' });
  return app;
}

const plainWords = (status: number) =>
  ({
    400: 'The request cannot be read.',
    413: 'The request is too large.',
    415: 'This kind of content is not taken.',
  })[status] ?? 'The request was refused.';

/** Structured, without anything of a patient: no body, no address, no header. */
const loggerOf = ({ LOG_LEVEL }: Configuration) => ({
  level: LOG_LEVEL,
  // Standard output is for the one line that says the server is ready.
  stream: process.stderr,
  serializers: { req: () => ({}), res: () => ({ statusCode: '' }) },
});
