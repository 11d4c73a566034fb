/** Prints the time that 1,000 tasks take, with and without the affinity. */
export async function measureKubernetes(): Promise<void> {}
