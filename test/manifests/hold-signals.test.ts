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

describe('in a process that listens for no signal', () => {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const listeners = () => signals.flatMap((signal) => process.listeners(signal));
  let before: (readonly [(typeof signals)[number], () => void])[];

  // The program that runs the tests may listen.
  beforeEach(() => {
    before = signals.flatMap((signal) => process.listeners(signal).map((one) => [signal, one as () => void] as const));
    for (const signal of signals) {
      process.removeAllListeners(signal);
    }
  });
  afterEach(() => {
    for (const [signal, listener] of before) {
      process.on(signal, listener);
    }
  });

  test('afterwards it listens for none any more, even if the action failed', async () => {
    let during = 0;
    const fail = () => {
      during = listeners().length;
      throw new Error('failed');
    };
    expect(() => holdSignals(fail)).toThrow('failed');
    expect(during).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(listeners()).toEqual([]);
  });
});

test('afterwards a signal ends the program as before', () => {
  const later = "setTimeout(() => process.kill(process.pid, 'SIGTERM'), 200);";
  expect(run('', later)).toMatchObject({ stdout: 'begins ends result ', signal: 'SIGTERM' });
});
