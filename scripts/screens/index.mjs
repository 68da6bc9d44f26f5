import { admins } from './admins.mjs'
import { customers } from './customers.mjs'
import { doctor } from './doctor.mjs'
import { edits } from './edits.mjs'
import { failures } from './failures.mjs'
import { hostile } from './hostile.mjs'
import { identities } from './identities.mjs'
import { lists } from './lists.mjs'
import { notices } from './notices.mjs'
import { reminderScreens } from './reminders.mjs'
import { panels } from './panels.mjs'
import { replies } from './replies.mjs'
import { replyAttachments } from './reply-attachments.mjs'
import { story } from './story.mjs'
import { surroundings } from './surroundings.mjs'

/** Every screen of the sidebar in every state. A new one goes into the list of its part. */
export const SCREENS = [
  ...customers, ...edits, ...identities, ...lists, ...replies, ...replyAttachments, ...story,
  ...reminderScreens, ...panels, ...hostile, ...admins, ...doctor, ...surroundings, ...notices, ...failures,
]
