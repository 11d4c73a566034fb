/** What a user did wrong: shown without a stack trace. Any other error is ours and keeps its stack. */
export class UserError extends Error {}
