import { REDIS_SERVER } from '../../scripts/lib/system-program.mjs'
import { describeWithPrograms } from './describe-with-programs.ts'

/** `describe` for tests that need a real Redis. */
export function describeWithRedis(name: string, define: () => void): void {
  describeWithPrograms([REDIS_SERVER], name, define)
}
