/** The tutor backend of fastify-tutor.ts with accounts: sign-up, sign-in, refresh, sign-out and reset over HTTP. */
import { randomBytes } from 'node:crypto';
import type { EngineWith } from 'adaptive-learning-engine';
import type { accounts } from 'adaptive-learning-engine/accounts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { jwtVerify, SignJWT } from 'jose';
import { buildApp } from './fastify-tutor.js';

export type AccountsEngine = EngineWith<[ReturnType<typeof accounts>]>;

/** Sends an email. Links in it lead to a page of yours, which posts the token. */
export type SendEmail = (to: string, subject: string, token: string) => Promise<void>;

const ACCESS_MINUTES = 10;

/** @param secret signs access tokens; all processes need the same */
export function buildAccountsApp(engine: AccountsEngine, sendEmail: SendEmail, secret: Uint8Array = randomBytes(32)): FastifyInstance {
  const users = new WeakMap<FastifyRequest, string>();
  const app = buildApp(engine, (request) => users.get(request) ?? '');
  const { accounts } = engine;

  // All routes but those of /auth need an access token.
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url?.startsWith('/auth/') === true) return;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const verified = await jwtVerify(token, secret).catch(() => undefined);
    if (verified?.payload.sub === undefined) return reply.code(401).send({ code: 'sign_in' });
    users.set(request, verified.payload.sub);
  });

  const accessToken = (userId: string, roles: readonly string[]) =>
    new SignJWT({ roles }).setProtectedHeader({ alg: 'HS256' }).setSubject(userId).setExpirationTime(`${ACCESS_MINUTES} min`).sign(secret);

  app.post<{ Body: Pick<Parameters<typeof accounts.signUp>[0], 'email' | 'password' | 'profile'> }>(
    '/auth/sign-up',
    async ({ body }, reply) => {
      // Ids, consent and metadata are not for strangers to choose.
      const { email, password, profile } = body;
      const made = await accounts.signUp({ email, password, profile });
      if (made.status === 'created') await sendEmail(email, 'Verify your address', made.verification.token);
      else await sendEmail(email, 'You have an account already', '');
      // Strangers learn nothing about who has an account.
      return reply.code(202).send({});
    },
  );
  app.post<{ Body: { token: string } }>('/auth/verify', async ({ body }, reply) => {
    const { status } = await accounts.verifyEmail(body);
    return reply.code(status === 'verified' ? 200 : 400).send({ status });
  });
  app.post<{ Body: Parameters<typeof accounts.signIn>[0] }>('/auth/sign-in', async ({ body }, reply) => {
    const result = await accounts.signIn(body);
    if (result.status !== 'signed_in') return reply.code(result.status === 'locked' ? 429 : 401).send(result);
    const { user_id, roles, refresh_token } = result;
    return signedIn(reply, { user_id, refresh_token, access_token: await accessToken(user_id, roles) });
  });
  app.post<{ Body: { refresh_token: string } }>('/auth/refresh', async ({ body }, reply) => {
    const result = await accounts.refresh(body);
    if (result.status !== 'refreshed') return reply.code(401).send({ status: result.status });
    const { user_id, roles, refresh_token } = result;
    return signedIn(reply, { user_id, refresh_token, access_token: await accessToken(user_id, roles) });
  });
  app.post<{ Body: { refresh_token: string } }>('/auth/sign-out', async ({ body }) => accounts.signOut(body));
  app.post<{ Body: { email: string } }>('/auth/forgot', async ({ body }, reply) => {
    const issued = await accounts.requestPasswordReset(body);
    if (issued.status === 'issued') await sendEmail(issued.email, 'Set a new password', issued.token);
    return reply.code(202).send({});
  });
  app.post<{ Body: { token: string; password: string } }>('/auth/reset', async ({ body }, reply) => {
    const { status } = await accounts.resetPassword(body);
    return reply.code(status === 'changed' ? 200 : 400).send({ status });
  });
  return app;
}

/** Tokens belong to nobody else: no cache keeps the reply. */
function signedIn(reply: FastifyReply, tokens: { user_id: string; refresh_token: string; access_token: string }): FastifyReply {
  return reply.header('cache-control', 'no-store').send(tokens);
}
