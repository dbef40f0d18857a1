import { cpus, loadavg, totalmem } from 'node:os';
import type { Db } from 'mongodb';

/** What a figure was measured on, in one line each. */
export function describeMachine(): string[] {
  const processors = cpus();
  return [
    `date     ${new Date().toISOString().slice(0, 10)}`,
    `machine  ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    `load     ${loadavg()[0]?.toFixed(2)} before the first round`,
    `Node     ${process.version}`,
  ];
}

export async function serverVersion(db: Db): Promise<string> {
  const { version } = await db.admin().command({ buildInfo: 1 });
  return version;
}
