import { findCustomer, findGroup, findMember } from '../world/people.ts'
import type { Chat, Customer } from '../scenarios/scenario.ts'
import type { Client, Entry } from '../world/clients.ts'
import type { CompanyPages, World } from '../world/world.ts'
import { entryOf } from '../native/situation.ts'
import { userAgent } from '../native/user-agent.ts'

/** A client as the control API shows it. */
export interface DescribedClient extends Omit<Client, 'frames' | 'entry'> {
  /** The effective entry. */
  entry: Entry
  userAgent: string
}

export interface DescribedChat extends Chat {
  /** One line under the title. */
  subtitle: string
  avatar?: string
  /** What each member calls the customer (remark, 备注), by userid: WeCom shows it instead of the name. */
  remarks?: Record<string, string>
  /** Who is in a customer group. */
  people?: { id: string, name: string }[]
  /** Whether the person of a single chat uses WeChat or another company's WeCom. */
  customer?: 'wechat' | 'wecom'
}

/** What the shell shows beside itself. */
export interface ShellAddresses {
  /** The app's address as the webview sees it. */
  proxyUrl: string
  /** Further pages of the company. */
  pages?: CompanyPages | undefined
}

export interface DescribedWorld {
  name: string
  corp: { corpId: string, name: string }
  app: { agentId: number, name: string }
  /** The app's address as the webview sees it. */
  proxyUrl: string
  pages: CompanyPages
  members: { userId: string, name: string, position: string, departments: string[], avatar?: string }[]
  chats: DescribedChat[]
}

export function describeClient(world: World, { frames: _, ...client }: Client): DescribedClient {
  return { ...client, entry: entryOf(world, client), userAgent: userAgent(client) }
}

export function describeWorld(world: World, { proxyUrl, pages = {} }: ShellAddresses): DescribedWorld {
  const { name, corp, apps, departments, members, chats } = world.scenario
  const [app] = apps
  return {
    name,
    corp,
    app: { agentId: app?.agentId ?? 0, name: app?.name ?? '' },
    proxyUrl,
    pages,
    members: members.filter(member => !member.background).map(member => ({
      userId: member.userId,
      name: member.name,
      position: member.position ?? '',
      departments: departments.filter(({ id }) => member.departmentIds.includes(id)).map(department => department.name),
      ...(member.avatar === undefined ? {} : { avatar: member.avatar }),
    })),
    chats: chats.map(chat => describeChat(world, chat)),
  }
}

function describeChat(world: World, chat: Chat): DescribedChat {
  const customer = findCustomer(world, chat.externalUserId ?? '')
  if (customer) {
    return {
      ...chat,
      remarks: remarksOf(customer, chat.memberIds),
      ...(customer.type === 1
        ? { customer: 'wechat', subtitle: chat.kind === 'customerService' ? '微信客服' : '@微信' }
        : { customer: 'wecom', subtitle: `@${customer.corpName ?? ''}` }),
      ...(customer.avatar ? { avatar: customer.avatar } : {}),
    }
  }
  const group = findGroup(world, chat.groupChatId ?? '')
  if (group) {
    const people = group.members.map(({ id, name }) => ({
      id, name: findMember(world, id)?.name ?? findCustomer(world, id)?.name ?? name ?? id,
    }))
    return { ...chat, subtitle: `客户群 · ${people.length} 人`, people }
  }
  if (chat.kind === 'app') return { ...chat, subtitle: '应用' }
  const names = chat.memberIds.map(userId => findMember(world, userId)?.name ?? userId)
  return { ...chat, subtitle: `内部 · ${names.join('、')}` }
}

function remarksOf({ follows }: Customer, memberIds: string[]): Record<string, string> {
  const given = follows.filter(({ userId, remark }) => remark && memberIds.includes(userId))
  return Object.fromEntries(given.map(({ userId, remark = '' }) => [userId, remark]))
}
