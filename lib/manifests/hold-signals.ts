/** Signals by which a person or a CI system ends a program. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds in which a signal that came during the action has reached its listener. */
const DELIVERY = 100;

/**
 * Runs a synchronous action to its end, even if a person presses Ctrl+C: a signal that comes meanwhile takes effect
 * afterwards. A program with listeners of its own for a signal decides itself.
 */
export function holdSignals<T>(action: () => T): T {
  const listeners = SIGNALS.filter((signal) => process.listenerCount(signal) === 0).map((signal) => {
    const listener = () => {
      process.off(signal, listener);
      process.kill(process.pid, signal);
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  try {
    return action();
  } finally {
    // Node calls listeners when the present code has ended, and the system may deliver a signal a little later.
    setTimeout(() => {
      for (const { signal, listener } of listeners) {
        process.off(signal, listener);
      }
    }, DELIVERY).unref();
  }
}
