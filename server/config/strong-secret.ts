import * as v from 'valibot'

const MIN_LENGTH = 32
const MIN_DIFFERENT = 12
/** A random text of 64 hex digits has a longer run once in five million. */
const MAX_RUN = 7
/** Examples in the documentation of Nuxt modules and of this project. */
const PUBLISHED = new Set([
  'password-with-at-least-32-characters',
  'complex_password_at_least_32_characters_long',
  'a password of thirty-two characters or more',
])

/** What a strong secret looks like, to complete "must be …". */
export const STRONG_SECRET = `a random text of at least ${MIN_LENGTH} characters, ${MIN_DIFFERENT} or more of them `
  + 'different, without runs such as 12345678 and without repetition'

/** A secret that people chose themselves, but that must be as random as one from `openssl rand -hex 32`. */
export const strongSecret = v.pipe(v.string(), v.check(isStrong))

function isStrong(text: string): boolean {
  return text.length >= MIN_LENGTH && new Set(text).size >= MIN_DIFFERENT
    && longestRun(text) <= MAX_RUN && !isRepetition(text) && !PUBLISHED.has(text)
}

/** Length of the longest part such as `aaaa`, `1234` or `dcba`. */
function longestRun(text: string): number {
  let longest = 1
  for (const step of [-1, 0, 1]) {
    for (let at = 1, length = 1; at < text.length; at++) {
      length = text.charCodeAt(at) - text.charCodeAt(at - 1) === step ? length + 1 : 1
      longest = Math.max(longest, length)
    }
  }
  return longest
}

/** Whether a text is a shorter text several times, whole or cut off at the end. */
function isRepetition(text: string): boolean {
  // A text of period p is the same after moving it by p.
  for (let period = 1; period <= text.length / 2; period++) {
    if (text.startsWith(text.slice(period))) return true
  }
  return false
}
