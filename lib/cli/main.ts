#!/usr/bin/env node
import { hasColors } from '../mistakes/has-colors';
import { cli } from './cli';

// A reader that stops early, as in `| head`, is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

cli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  color: hasColors(process.stdout),
  errorColor: hasColors(process.stderr),
}).then((code) => {
  process.exitCode = code;
});
