import { invalidInput } from '../../errors.js';
import type { Observe } from '../../repositories/index.js';
import { type Log, NO_LOG } from '../../runtime/index.js';
import { both } from './both.js';
import { logged } from './logged.js';
import { hostTelemetry, type TelemetryApi } from './telemetry-api.js';
import type { Timings } from './timings.js';
import { traced } from './traced.js';

/** What an engine tells of its calls: its own times always, the log and OpenTelemetry where there is one. */
export async function observerOf(
  telemetry: TelemetryApi | false | undefined,
  timings: Timings,
  database: string,
  log: Log,
): Promise<Observe> {
  const api = telemetry === undefined ? await hostTelemetry() : telemetry;
  const own = log === NO_LOG ? timings.observe : both(timings.observe, logged(log));
  return api === undefined || api === false ? own : both(own, traced(api, database));
}

/** @throws AdaptiveLearningError `invalid_input` for what is not OpenTelemetry's API */
export function checkTelemetry(telemetry: TelemetryApi | false | undefined): void {
  const isApi = typeof telemetry === 'object' && telemetry !== null && 'trace' in telemetry && 'metrics' in telemetry;
  if (telemetry !== undefined && telemetry !== false && !isApi)
    throw invalidInput('createEngine.telemetry', '@opentelemetry/api, or false', telemetry);
}
