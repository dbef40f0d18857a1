/**
 * The part of `@opentelemetry/api` that the engine uses, as a structural type, because the package is optional.
 */
export interface TelemetryApi {
  readonly trace: { getTracer(name: string, version?: string): TelemetryTracer };
  readonly metrics: { getMeter(name: string, version?: string): TelemetryMeter };
}

interface TelemetryTracer {
  startActiveSpan<Work extends (span: TelemetrySpan) => unknown>(name: string, options: SpanOptions, work: Work): ReturnType<Work>;
}

export interface TelemetrySpan {
  setAttribute(name: string, value: string): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
}

interface TelemetryMeter {
  createHistogram(name: string, options: MetricOptions): { record(value: number, attributes: Attributes): void };
}

interface SpanOptions {
  kind: number;
  attributes: Attributes;
}

interface MetricOptions {
  description: string;
  unit: string;
  advice: { explicitBucketBoundaries: number[] };
}

export interface Attributes {
  [name: string]: string;
}

let found: Promise<TelemetryApi | undefined> | undefined;

/** The host's own OpenTelemetry, if it has one; looked for once in the life of the process. */
export function hostTelemetry(): Promise<TelemetryApi | undefined> {
  found ??= import('@opentelemetry/api').then(
    (api) => api as unknown as TelemetryApi,
    // Not installed, or not to be loaded: the engine works without.
    () => undefined,
  );
  return found;
}
