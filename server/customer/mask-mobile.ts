/** A mainland mobile number; from this length on three leading and four trailing characters tell nobody the number. */
const FULL_LENGTH = 11

/** Hides the middle of a phone number: 13812348000 → 138****8000. Shorter numbers keep at most a third of theirs. */
export function maskMobile(mobile: string): string {
  const characters = [...mobile.trim()]
  const isFull = characters.length >= FULL_LENGTH
  const head = isFull ? 3 : 0
  const tail = isFull ? 4 : Math.floor(characters.length / 3)
  return `${characters.slice(0, head).join('')}****${characters.slice(characters.length - tail).join('')}`
}
