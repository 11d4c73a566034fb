/** Prints the time to Synced of 1,000 tasks, in the flat layout and in 8 shards, and for one task more. */
export async function measureArgoCd(): Promise<void> {}
