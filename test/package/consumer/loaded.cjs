// Prints the packages that a program has loaded, when it ends.
process.on('exit', () => {
  const names = Object.keys(require.cache).flatMap((file) => file.match(/node_modules[/]([^/]+)/)?.[1] ?? []);
  console.error([...new Set(names)].sort().join('\n'));
});
