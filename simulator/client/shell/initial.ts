/** The character for a drawn avatar: the last letter or digit of a name, without emoji. */
export function initialOf(name: string): string {
  return name.match(/[\p{L}\p{N}]/gu)?.at(-1)?.toUpperCase() ?? ''
}
