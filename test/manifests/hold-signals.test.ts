import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { holdSignals } from '../../lib/manifests/hold-signals';

/** Runs a program that gets a signal in the middle of an action, and prints how far it comes. */
function run(signal: string, prepare = ''): { stdout: string; signal: string | null; status: number | null } {
  const script = `
    const { holdSignals } = require(${JSON.stringify(join(__dirname, '../../lib/manifests/hold-signals'))});
    const say = (text) => require('node:fs').writeSync(1, text);
    ${prepare}
    const kept = holdSignals(() => {
      say('begins ');
      if (${JSON.stringify(signal)} !== '') {
        process.kill(process.pid, ${JSON.stringify(signal)});
        require('node:child_process').execFileSync('true');
      }
      say('ends ');
      return 'result ';
    });
    say(kept);
    setTimeout(() => say('goes on'), 300);`;
  const { stdout, ...rest } = spawnSync(
    process.execPath,
    ['-r', require.resolve('../../lib/typescript.cjs'), '-e', script],
    { encoding: 'utf8' },
  );
  return { stdout, signal: rest.signal, status: rest.status };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s ends the program after the action', (signal) => {
  expect(run(signal)).toEqual({ stdout: 'begins ends result ', signal, status: null });
});

test('without a signal the program goes on, with the result', () => {
  expect(run('')).toEqual({ stdout: 'begins ends result goes on', signal: null, status: 0 });
});

test("a program's own listener decides", () => {
  const listener = "process.on('SIGINT', () => say('own '));";
  expect(run('SIGINT', listener)).toEqual({ stdout: 'begins ends result own goes on', signal: null, status: 0 });
});

test('afterwards it listens for no signal any more, even if the action failed', async () => {
  const listeners = () => ['SIGINT', 'SIGTERM', 'SIGHUP'].flatMap((signal) => process.listeners(signal as 'SIGINT'));
  const before = listeners();
  let added: unknown[] = [];
  const fail = () => {
    added = listeners().filter((one) => !before.includes(one));
    throw new Error('failed');
  };
  expect(() => holdSignals(fail)).toThrow('failed');
  expect(added).toHaveLength(3);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(listeners().filter((one) => added.includes(one))).toEqual([]);
});

test('afterwards a signal ends the program as before', () => {
  const later = "setTimeout(() => process.kill(process.pid, 'SIGTERM'), 200);";
  expect(run('', later)).toMatchObject({ stdout: 'begins ends result ', signal: 'SIGTERM' });
});
