/** A stop that was foreseen: its message is one line in Norwegian, for the person who started the program. */
export class Failure extends Error {}
