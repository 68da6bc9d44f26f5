/** What a flood knows about the server. */
export interface Target {
  /** Address of the server itself, without the simulator's proxy. */
  url: string
  /** Origin of the site. */
  origin: string
  /** Cookie header of a signed-in member who floods. */
  cookie: string
  /** Customers of this member. */
  customers: readonly string[]
}

/** Answers and failures by name, such as "200" or "reset". */
export type Outcomes = Record<string, number>

/** Something that a stranger or a member can do to the server. Each has its own file. */
export interface Flood {
  /** What is sent, for the report. */
  does: string
  /** Calls to WeCom beyond those for the members at work, at most: the limits hold however long the flood is. */
  mostCalls: number
  /** How long WeCom takes for an answer, milliseconds. */
  upstreamMs?: number
  /** Sessions are in a Redis with this much memory, which then forgets what was used least. */
  redisMb?: number
  /** Sends until the signal. It runs in a thread of its own. */
  send: (target: Target, signal: AbortSignal) => Promise<Outcomes>
}
