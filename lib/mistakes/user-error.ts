/** An error that a user can fix. It is shown without a stack trace; any other error keeps its stack trace. */
export class UserError extends Error {}
