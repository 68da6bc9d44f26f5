/** A mainland mobile number; from this length on three leading and four trailing characters tell nobody the number. */
const FULL_LENGTH = 11

/** Members write what they like into the field; of any other text, any part may be telling. */
const PHONE_NUMBER = /^(?=\D*\d)[\d+\- ()]+$/

/**
 * Hides the middle of a phone number: 13812348000 → 138****8000. Shorter numbers keep at most a third of theirs, other
 * texts nothing.
 */
export function maskMobile(mobile: string): string {
  const characters = PHONE_NUMBER.test(mobile.trim()) ? [...mobile.trim()] : []
  const isFull = characters.length >= FULL_LENGTH
  const head = isFull ? 3 : 0
  const tail = isFull ? 4 : Math.floor(characters.length / 3)
  return `${characters.slice(0, head).join('')}****${characters.slice(characters.length - tail).join('')}`
}
