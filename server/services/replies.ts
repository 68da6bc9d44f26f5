import { randomUUID } from 'node:crypto'
import { spellingOf } from '../customer/spelling.ts'
import { createQuickReplies } from '../replies/quick-replies.ts'
import { createReplyFiles } from '../replies/reply-files.ts'
import { createReplyMedia } from '../replies/reply-media.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Clock } from '../upstream/clock.ts'
import { uploadMedia } from '../wecom/api/media.ts'
import type { WecomClient } from '../wecom/client.ts'

export interface ReplyServicesOptions {
  corpId: string
  database: SqlDatabase
  wecom: WecomClient
  clock: Clock
}

/** Quick replies, and their files. */
export function createReplyServices({ corpId, database, wecom, clock }: ReplyServicesOptions) {
  return {
    quickReplies: createQuickReplies({ database, corpId, now: clock.wall, newId: randomUUID, spell: spellingOf }),
    replyFiles: createReplyFiles({ database, corpId, now: clock.wall, newId: randomUUID }),
    replyMedia: createReplyMedia({ database, corpId, upload: file => uploadMedia(wecom, file), clock }),
  }
}
