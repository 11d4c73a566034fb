import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { Program } from './programs';

/** As much of an API object as is needed to tell it from another. */
interface NamedObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** Runs a program and reads back the objects that it made, sorted by kind and name. */
export function objectsMadeBy({ command: [name = '', ...args], env }: Program): NamedObject[] {
  const outdir = mkdtempSync(join(tmpdir(), 'keruta-bench-'));
  try {
    const output = execFileSync(name, args, {
      env: { ...process.env, ...env, CDK8S_OUTDIR: outdir },
      encoding: 'utf8',
    });
    const files = [...filesOf(outdir).values()].map(String);
    // A program that writes files prints no objects.
    return objectsIn(files.length > 0 ? files : [output]);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The objects in some texts, sorted by kind and name: what one program writes first, another writes last. */
export function objectsIn(texts: readonly string[]): NamedObject[] {
  const objects = texts.flatMap((text) => loadAll(text) as NamedObject[]);
  const key = ({ kind, metadata }: NamedObject) => `${kind} ${metadata.name}`;
  return objects.sort((a, b) => key(a).localeCompare(key(b)));
}

/** The files of a folder, by name. */
export function filesOf(folder: string): Map<string, Buffer> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}
