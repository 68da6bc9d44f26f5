/** Lua scripts: Redis runs each of them in one step. KEYS and ARGV are named in the first line. */

/** KEYS: lock, key. ARGV: holder, value, lifetime in milliseconds. */
export const SET_WHILE_HELD = `
  if redis.call("get", KEYS[1]) ~= ARGV[1] then return 0 end
  redis.call("set", KEYS[2], ARGV[2], "PX", ARGV[3])
  return 1`

/** KEYS: key. Returns the value and its remaining lifetime in milliseconds. */
export const ENTRY = 'return {redis.call("get", KEYS[1]), redis.call("pttl", KEYS[1])}'

/**
 * KEYS: key. ARGV: limit, window in milliseconds.
 *
 * A list holds the moments of the last uses, newest first. Only the oldest that still counts must be compared. A value
 * of another kind under the key was not written by this version: it is replaced.
 */
export const USE = `
  local time = redis.call("time")
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local oldest = redis.pcall("lindex", KEYS[1], ARGV[1] - 1)
  if type(oldest) == "table" then redis.call("del", KEYS[1]) end
  oldest = tonumber(oldest)
  if oldest and now - oldest < tonumber(ARGV[2]) then return 0 end
  redis.call("lpush", KEYS[1], now)
  redis.call("ltrim", KEYS[1], 0, ARGV[1] - 1)
  redis.call("pexpire", KEYS[1], ARGV[2])
  return 1`

/** KEYS: lock. ARGV: holder, lifetime in milliseconds. */
export const RENEW = `
  if redis.call("get", KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call("pexpire", KEYS[1], ARGV[2])`

/** KEYS: lock. ARGV: holder. */
export const RELEASE = `
  if redis.call("get", KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call("del", KEYS[1])`
