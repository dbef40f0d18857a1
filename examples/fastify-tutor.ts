import {
  AdaptiveLearningError,
  type Engine,
  type ErrorCode,
  type RecordAnswerInput,
  type StartSessionInput,
} from 'adaptive-learning-engine';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

/** The HTTP status of each error code; a new code in the library does not compile until it has a status here. */
const STATUS = {
  invalid_input: 400,
  access_denied: 403,
  reach_unresolved: 503,
  not_found: 404,
  outside_session: 409,
  event_conflict: 409,
  fit_refused: 409,
  already_exists: 409,
  prerequisite_cycle: 422,
  nested_write: 500,
  aborted: 499,
  corrupt_document: 500,
  decryption_failed: 500,
  key_unavailable: 503,
  setup_required: 500,
  foreign_collection: 500,
  setup_conflict: 500,
  replica_set_required: 500,
  embedded_unavailable: 500,
  package_missing: 500,
  authentication_failed: 500,
  not_authorised: 500,
  database_refused: 500,
  database_unreachable: 503,
  database_unavailable: 503,
  closed: 503,
  deadline_exceeded: 504,
} as const satisfies { readonly [Code in ErrorCode]: number };

/** A placeholder: a real backend takes the user id from a verified session or token, as examples/fastify-accounts.ts does, never from the client. */
const userIdInHeader = ({ headers }: FastifyRequest) => String(headers['x-learner-id']);

/** A tutor backend: sessions, answers and recommendations. Pass your own authentication as `userIdOf`. */
export function buildApp(engine: Engine, userIdOf: (request: FastifyRequest) => string = userIdInHeader): FastifyInstance {
  const app = Fastify();
  const learnerOf = (request: FastifyRequest) => engine.as({ userId: userIdOf(request), role: 'learner' });

  // The engine validates every body, so routes need no schema.
  app.post<{ Body: StartSessionInput }>('/sessions', async (request, reply) =>
    reply.code(201).send(await learnerOf(request).startSession(request.body)),
  );
  app.post<{ Body: RecordAnswerInput }>('/answers', async (request) => learnerOf(request).recordAnswer(dated(request.body)));
  app.post<{ Params: { id: string } }>('/sessions/:id/end', async (request) =>
    learnerOf(request).endSession({ session_id: request.params.id }),
  );
  app.get<{ Querystring: { limit?: string } }>('/next', async (request) =>
    learnerOf(request).recommend({ limit: Number(request.query.limit ?? 5) }),
  );

  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof AdaptiveLearningError)) return reply.send(error);
    const status = STATUS[error.code];
    if (status >= 500) request.log.error(error);
    // The message names the field and what was expected; it never contains a learner's text.
    return reply.code(status).send({ code: error.code, message: status >= 500 ? 'Try again later' : error.message });
  });
  return app;
}

/** JSON has no dates: convert the time of an answer that was recorded offline. */
function dated(body: RecordAnswerInput): RecordAnswerInput {
  const at: unknown = body?.occurred_at;
  return typeof at === 'string' ? { ...body, occurred_at: new Date(at) } : body;
}
