import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.js';
import { isAlive, parentOf, pidOf, processesWith, scratchFolder, start, until } from './scratch.js';

async function leftovers(temporary: string): Promise<string[]> {
  return (await readdir(temporary)).filter((name) => name.startsWith('adaptive-learning-engine-'));
}

describe('when the program that started it', () => {
  it('gets a signal, kill -9 too, mongod, its watchdog and its folder go too', async () => {
    const signals = ['SIGKILL', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const temporaries = await Promise.all(signals.map(scratchFolder));
    const programs = temporaries.map((temporary) => runProgram('stay', temporary));
    await Promise.all(
      signals.map(async (signal, index) => {
        const [program, temporary = ''] = [programs[index], temporaries[index]];
        const { pid } = await program!.server();
        const watchdog = await parentOf(pid);
        expect([await isAlive(pid), await isAlive(watchdog), (await leftovers(temporary)).length]).toEqual([true, true, 1]);
        program!.child.kill(signal);
        await until(`mongod is gone after ${signal}`, async () => !(await isAlive(pid)));
        await until(`its watchdog is gone after ${signal}`, async () => !(await isAlive(watchdog)));
        expect(await leftovers(temporary)).toEqual([]);
      }),
    );
  });

  it('forgets stop() and comes to its end, calls process.exit or throws, it ends, and the server with it', async () => {
    const ways = { forget: 0, exit: 0, throw: 1 };
    const temporary = await scratchFolder();
    await Promise.all(
      Object.entries(ways).map(async ([how, code]) => {
        const program = runProgram(how, temporary);
        const [ended, { pid }] = await Promise.all([once(program.child, 'exit'), program.server()]);
        expect(ended).toEqual([code, null]);
        await until(`mongod is gone after ${how}`, async () => !(await isAlive(pid)));
      }),
    );
    await until('their folders are gone', async () => (await leftovers(temporary)).length === 0);
  });

  it('is killed, data in a dbPath stay, and the folder can be opened at once', async () => {
    const dbPath = await scratchFolder();
    const program = runProgram('stay', await scratchFolder(), { dbPath });
    const { pid } = await program.server();
    program.child.kill('SIGKILL');
    const server = await start({ dbPath });
    expect(await isAlive(pid)).toBe(false);
    expect(await readdir(dbPath)).toContain('WiredTiger');
    await server.stop();
  });

  it('is killed during the start, at whatever moment, no mongod stays', async () => {
    // Milliseconds after its temporary folder is there, which is just before mongod is spawned.
    const moments = [0, 20, 60, 120, 200, 350];
    const temporaries = await Promise.all(moments.map(scratchFolder));
    await Promise.all(
      moments.map(async (afterMs, index) => {
        const temporary = temporaries[index] ?? '';
        const program = runProgram('stay', temporary);
        await until('it starts a server', async () => (await leftovers(temporary)).length > 0);
        await sleep(afterMs);
        program.child.kill('SIGKILL');
        await until(`no process after ${afterMs} ms`, async () => (await processesWith(temporary)).length === 0);
        await until(`no folder after ${afterMs} ms`, async () => (await leftovers(temporary)).length === 0);
      }),
    );
  });
});

describe('when the watchdog', () => {
  it('is killed alone, mongod goes too', async () => {
    const server = await start();
    const watchdog = await parentOf(pidOf(server));
    expect(watchdog).not.toBe(process.pid);
    process.kill(watchdog, 'SIGKILL');
    await until('mongod is gone', async () => !(await isAlive(pidOf(server))));
    await server.stop();
  });

  it('sees mongod killed, stop() still takes the folder away', async () => {
    const temporary = await scratchFolder();
    const program = runProgram('stay', temporary);
    const { pid } = await program.server();
    process.kill(pid, 'SIGKILL');
    await until('mongod is gone', async () => !(await isAlive(pid)));
    program.child.kill('SIGTERM');
    await until('its folder is gone', async () => (await leftovers(temporary)).length === 0);
  });
});
