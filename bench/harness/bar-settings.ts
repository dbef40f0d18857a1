/** Settings of bars that tell how far they are where there is no terminal too: a line every quarter of a minute. */
export const TOLD_ANYWHERE = {
  hideCursor: null,
  noTTYOutput: true,
  notTTYSchedule: 15_000,
  formatTime: (seconds: number | string): string => shownTime(Number(seconds)),
} as const;

/** 75 s as `1 min 15 s`; what cannot be told yet, since nothing is done so far, as an unknown time. */
function shownTime(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'an unknown time';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}
