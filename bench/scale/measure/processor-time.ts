import type { Db } from 'mongodb';

/** Processor time of this process and of the server up to now, in seconds. */
export interface ProcessorTime {
  readonly client: number;
  readonly server: number;
}

export async function processorTime(db: Db): Promise<ProcessorTime> {
  const { extra_info } = await db.admin().command({ serverStatus: 1 });
  const { user, system } = process.cpuUsage();
  return {
    client: (user + system) / 1e6,
    server: (Number(extra_info['user_time_us']) + Number(extra_info['system_time_us'])) / 1e6,
  };
}

/** Processors that were busy on average between two readings: 1 is one whole processor. */
export function busyProcessors(before: ProcessorTime, after: ProcessorTime, seconds: number): ProcessorTime {
  return { client: (after.client - before.client) / seconds, server: (after.server - before.server) / seconds };
}
