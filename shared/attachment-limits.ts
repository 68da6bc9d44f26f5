// Apart from the other limits, because they load with the quick replies.

/** What WeCom shows of a link or a mini program in a chat, in characters. */
export const CARD_LIMITS = { title: 64, description: 512, url: 2_048 } as const

const MEGABYTE = 1024 * 1024

/**
 * Limits of files in quick replies, in bytes: `least`, `image` and `file` are WeCom's (doc 90253); `own` and `corp` of
 * all files of a member and of the company; `part` of one request, so that a slow network has the time for it. `name`
 * in characters.
 */
export const REPLY_FILE_LIMITS = {
  least: 6, image: 10 * MEGABYTE, file: 20 * MEGABYTE, own: 100 * MEGABYTE, corp: 1_000 * MEGABYTE, part: 256 * 1024,
  name: 100,
} as const
