#!/usr/bin/env node
import { endProgress } from '../manifests/progress';
import { hasColors } from '../mistakes/has-colors';
import { cli } from './cli';

// A reader that stops early, as in `| head`, is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

cli(process.argv.slice(2), {
  stdout: (text) => print(process.stdout, text),
  stderr: (text) => print(process.stderr, text),
  color: hasColors(process.stdout),
  errorColor: hasColors(process.stderr),
}).then((code) => {
  process.exitCode = code;
});

function print(stream: NodeJS.WriteStream, text: string): void {
  endProgress();
  stream.write(text);
}
