import type { Endpoint } from './endpoint.ts'
import { batchGetByUser } from './customer-batch.ts'
import { getExternalContact, getFollowUserList, listExternalContacts } from './external-contact.ts'
import { getGroupChat } from './group-chat.ts'
import { getMember, getUserInfo } from './identity.ts'
import { getCorpTagList } from './tags.ts'
import { getAgentTicket, getCorpTicket } from './tickets.ts'
import { getToken } from './token.ts'

/** Every path of the server API that is simulated, by path. */
export const endpoints: ReadonlyMap<string, Endpoint> = new Map([
  getToken,
  getCorpTicket,
  getAgentTicket,
  getUserInfo,
  getMember,
  getExternalContact,
  listExternalContacts,
  batchGetByUser,
  getFollowUserList,
  getCorpTagList,
  getGroupChat,
].map(endpoint => [endpoint.path, endpoint]))
