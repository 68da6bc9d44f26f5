/** A Chinese mobile number, or a masked one. */
const MOBILE = /^(\+86)?(1[\d*]{2})([\d*]{4})([\d*]{4})$/

/** @returns a mobile number in groups, as people read it aloud; any other number unchanged */
export function spacedNumber(number: string): string {
  const [, country, ...groups] = MOBILE.exec(number) ?? []
  return groups.length > 0 ? [country, ...groups].filter(Boolean).join(' ') : number
}

/** What the dialler of a phone takes. */
const DIALLED = /^\+?[\d\- ()]+$/

/** @returns the address that calls a number; undefined when it is no number */
export function callAddress(number: string): string | undefined {
  return DIALLED.test(number) ? `tel:${number.replaceAll(/[^\d+]/g, '')}` : undefined
}
