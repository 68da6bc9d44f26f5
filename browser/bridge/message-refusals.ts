/** Why the client refuses what is in a message. */
export type MessageRefusal = 'foreign_mini_program' | 'bad_link' | 'media_refused'

/** How clients say it: the text in lower case, without everything but letters. Seen in the field, not documented. */
const REFUSALS: [MessageRefusal, RegExp][] = [
  ['foreign_mini_program', /crosscorp|miniprograminfo/],
  ['bad_link', /linkorimgurl|invalid(?:link|imgurl)/],
  ['media_refused', /invalidmedia/],
]

/** @returns undefined when the text says nothing about the message */
export function messageRefusalOf(errMsg: string): MessageRefusal | undefined {
  const letters = errMsg.toLowerCase().replace(/[^a-z]/g, '')
  return REFUSALS.find(([, words]) => words.test(letters))?.[0]
}
