/** Lua scripts: Redis runs each of them in one step. KEYS and ARGV are named in the first line. */

/** KEYS: lock, key. ARGV: holder, value, lifetime in milliseconds. */
export const SET_WHILE_HELD = `
  if redis.call("get", KEYS[1]) ~= ARGV[1] then return 0 end
  redis.call("set", KEYS[2], ARGV[2], "PX", ARGV[3])
  return 1`

/**
 * KEYS: key. ARGV: text, length, lifetime in milliseconds, random number. The ids of a stream are times, each with a
 * number. A new stream begins with the random one: when Redis has lost its data, no id is given a second time, not even
 * in the same millisecond. A value of another kind under the key was not written by us: it is replaced.
 */
export const APPEND = `
  local kind = redis.call("type", KEYS[1]).ok
  local id = "*"
  if kind ~= "stream" then
    redis.call("del", KEYS[1])
    local time = redis.call("time")
    id = string.format("%.0f-%s", time[1] * 1000 + math.floor(time[2] / 1000), ARGV[4])
  end
  redis.call("xadd", KEYS[1], "maxlen", "~", ARGV[2], id, "text", ARGV[1])
  redis.call("xtrim", KEYS[1], "minid", redis.call("time")[1] * 1000 - ARGV[3])
  redis.call("pexpire", KEYS[1], ARGV[3])
  return 1`

/** KEYS: key. Returns the value and its remaining lifetime in milliseconds. */
export const ENTRY = 'return {redis.call("get", KEYS[1]), redis.call("pttl", KEYS[1])}'

/**
 * KEYS: key. ARGV: limit, window in milliseconds, item, how long it counts in milliseconds. Returns 1 for a use, 0 for
 * an item that was used before, or the milliseconds until a use is possible as a negative number.
 *
 * A sorted set holds the moment of each use; a held one is dated earlier, so that it ends earlier. A value of another
 * kind under the key was not written by this version: it is replaced.
 */
export const USE = `
  local time = redis.call("time")
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local kind = redis.call("type", KEYS[1]).ok
  if kind ~= "zset" and kind ~= "none" then redis.call("del", KEYS[1]) end
  redis.call("zremrangebyscore", KEYS[1], "-inf", now - ARGV[2])
  if redis.call("zscore", KEYS[1], ARGV[3]) then return 0 end
  if redis.call("zcard", KEYS[1]) >= tonumber(ARGV[1]) then
    return now - ARGV[2] - redis.call("zrange", KEYS[1], 0, 0, "withscores")[2]
  end
  redis.call("zadd", KEYS[1], now - ARGV[2] + ARGV[4], ARGV[3])
  redis.call("pexpire", KEYS[1], ARGV[2])
  return 1`

/** KEYS: key. ARGV: window in milliseconds, item. The item counts for the whole window from now. */
export const KEEP = `
  local time = redis.call("time")
  redis.call("zadd", KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[2])
  redis.call("pexpire", KEYS[1], ARGV[1])
  return 1`

/**
 * KEYS: key. ARGV: id, its date, now, tolerance. Returns -1 for the first use, 0 for a used item, or how many
 * milliseconds its date is too early.
 *
 * A sorted set holds the date of each item; the item without an id is since when the set remembers (see
 * remembered-since.ts). Redis deletes a key as a whole, and this one has no lifetime: items are never lost alone.
 */
export const USE_ONCE = `
  local id, dated, now, tolerance = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
  local kind = redis.call("type", KEYS[1]).ok
  if kind ~= "zset" and kind ~= "none" then redis.call("del", KEYS[1]) end
  local known = tonumber(redis.call("zscore", KEYS[1], "") or now + 1)
  local since = math.max(now - tolerance, math.min(known, now + tolerance))
  redis.call("zadd", KEYS[1], since, "")
  redis.call("zremrangebyscore", KEYS[1], "-inf", "(" .. since)
  if dated < since then return since - dated end
  return redis.call("zadd", KEYS[1], "NX", dated, id) == 1 and -1 or 0`

/** KEYS: lock. ARGV: holder, lifetime in milliseconds. */
export const RENEW = `
  if redis.call("get", KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call("pexpire", KEYS[1], ARGV[2])`

/** KEYS: lock. ARGV: holder. */
export const RELEASE = `
  if redis.call("get", KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call("del", KEYS[1])`
