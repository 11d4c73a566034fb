import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** The cost of one run. */
export interface Cost {
  /** User and system time, in seconds. */
  readonly cpu: number;
  /** From the start to the end, in seconds. */
  readonly wall: number;
  /** Peak resident memory, in MB (2^20 bytes); undefined where there is no /proc, and for what is no process. */
  readonly peak?: number;
}

/**
 * Runs the command and waits for it. The shell's `times` counts the CPU of any command, and Node has no such
 * thing for a child.
 */
const SCRIPT = '"$@" 3>&- & echo $! >&3; wait $!; code=$?; times >&3; exit $code';

/** How often the peak is read, in milliseconds. The kernel keeps it, so only growth in a process' last moment is missed. */
const SAMPLE = 10;

/** How a command is run. */
export interface RunOptions {
  /** Environment variables next to those of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Working directory.
   *
   * @default - that of this process
   */
  readonly cwd?: string;
  /**
   * Exit codes of success.
   *
   * @default 0 alone
   */
  readonly exitCodes?: readonly number[];
}

/** Runs a command to its end. Its standard output is thrown away. */
export async function measure(command: readonly string[], options: RunOptions = {}): Promise<Cost> {
  const { env = {}, cwd, exitCodes = [0] } = options;
  const start = performance.now();
  const shell = spawn('sh', ['-c', SCRIPT, 'sh', ...command], {
    env: { ...process.env, ...env, LC_ALL: 'C' },
    cwd,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let report = '';
  shell.stdio[3]?.on('data', (chunk) => {
    report += chunk;
  });
  let peak: number | undefined;
  const sampler = setInterval(() => {
    peak = peakOf(Number.parseInt(report, 10)) ?? peak;
  }, SAMPLE);
  const [code] = await once(shell, 'close');
  clearInterval(sampler);
  const wall = (performance.now() - start) / 1000;
  if (!exitCodes.includes(code)) {
    throw new Error(`${command.join(' ')} ended with ${code}`);
  }
  return { cpu: childrenCpu(report), wall, peak };
}

/** The kernel's own high-water mark of a process, in MB. */
function peakOf(pid: number): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** The last line of the report: user and system time of the shell's children, as `0m1.23s 0m0.45s`. */
function childrenCpu(report: string): number {
  const line = report.trimEnd().split('\n').at(-1) ?? '';
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}

/** Does something within this process. */
export function measureHere(work: () => void): Cost {
  const [start, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - start) / 1000 };
}
