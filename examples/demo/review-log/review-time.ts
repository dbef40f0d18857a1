/** 2024-03-29T20:32:32.250+00:00: a date, a time and where it holds; digits beyond the millisecond are taken and dropped. */
const ISO_TIME =
  /^(?<date>\d{4}-\d{2}-\d{2})[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?:Z|(?<sign>[+-])(?<ahead>\d{2}):?(?<minutes>\d{2}))$/;

/** No place on Earth is further from UTC. */
const FURTHEST_OFFSET_MINUTES = 14 * 60;
const MINUTE_MS = 60_000;

/** The instant that an ISO 8601 text names, or undefined: also for 30 February, 25 o'clock and a time without its offset. */
export function parseReviewTime(text: string): Date | undefined {
  const found = ISO_TIME.exec(text)?.groups;
  if (found === undefined) return undefined;
  const { date = '', hour = '', minute = '', second = '00', fraction = '', sign = '+', ahead = '00', minutes = '00' } = found;
  const local = new Date(`${date}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  // Date turns 30 February into 1 March: a date that is not shown again as it was written does not exist.
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(`${date}T${hour}:${minute}:${second}`)) return undefined;
  const offset = (Number(ahead) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  if (Number(minutes) > 59 || Math.abs(offset) > FURTHEST_OFFSET_MINUTES) return undefined;
  return new Date(local.getTime() - offset * MINUTE_MS);
}
