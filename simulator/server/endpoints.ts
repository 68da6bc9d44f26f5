import { getApiDomainIp, getCallbackIp } from './addresses.ts'
import { getAgent } from './agent.ts'
import { contactList } from './contact-list.ts'
import * as conversions from './conversions.ts'
import { batchGetByUser } from './customer-batch.ts'
import { listDepartmentMembers } from './department-members.ts'
import type { Endpoint } from './endpoint.ts'
import { getExternalContact, getFollowUserList, listExternalContacts } from './external-contact.ts'
import { getGroupChat } from './group-chat.ts'
import { listGroupChats } from './group-list.ts'
import { getMember, getUserInfo, getUserInfoLegacy, jsCodeToMember } from './identity.ts'
import { batchGetKfCustomers } from './kf-customer.ts'
import { markTag } from './mark-tag.ts'
import { getUserDetail } from './member-detail.ts'
import { getMedia, uploadMedia } from './media.ts'
import { recallMessage } from './message/recall.ts'
import { sendMessage } from './message/send.ts'
import { updateTemplateCard } from './message/update-card.ts'
import { setRemark } from './remark.ts'
import { addCorpTag, deleteCorpTag, editCorpTag } from './tag-library.ts'
import { getCorpTagList } from './tags.ts'
import { getAgentTicket, getCorpTicket } from './tickets.ts'
import { getToken } from './token.ts'

/** All simulated endpoints of WeCom's server API, by path. */
export const endpoints: ReadonlyMap<string, Endpoint> = new Map([
  getToken,
  getCorpTicket,
  getAgentTicket,
  getUserInfo,
  getUserInfoLegacy,
  getUserDetail,
  jsCodeToMember,
  getMember,
  listDepartmentMembers,
  getAgent,
  getExternalContact,
  listExternalContacts,
  batchGetByUser,
  getFollowUserList,
  setRemark,
  markTag,
  getCorpTagList,
  addCorpTag,
  editCorpTag,
  deleteCorpTag,
  getGroupChat,
  listGroupChats,
  contactList,
  batchGetKfCustomers,
  uploadMedia,
  getMedia,
  sendMessage,
  updateTemplateCard,
  recallMessage,
  ...Object.values(conversions),
  getCallbackIp,
  getApiDomainIp,
].map((endpoint: Endpoint) => [endpoint.path, endpoint]))
