import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** The resident memory of programs on this machine, for a report: `etcd 164 MB`. */
export function memoryOf(...programs: readonly string[]): string {
  const sizes = new Map(programs.map((program) => [program, 0]));
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const program = basename(read(`/proc/${pid}/cmdline`).split('\0')[0] ?? '');
    const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
    if (sizes.has(program)) {
      sizes.set(program, (sizes.get(program) ?? 0) + kilobytes);
    }
  }
  return [...sizes].map(([program, kilobytes]) => `${program} ${Math.round(kilobytes / 1024)} MB`).join(', ');
}

/** Empty for a process that has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
