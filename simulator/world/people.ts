import type { App, Chat, Customer, CustomerGroup, Follow, Member, WechatApp } from '../scenarios/scenario.ts'
import type { World } from './world.ts'

/** The app that `settings` describes. */
export function appUnderTest(world: World): App {
  const [app] = world.scenario.apps
  if (!app) throw new Error(`Scenario "${world.scenario.name}" has no app`)
  return app
}

/** Finds a member. userid is case-insensitive (doc 90196). */
export function findMember(world: World, userId: string): Member | undefined {
  const wanted = userId.toLowerCase()
  return world.scenario.members.find(member => member.userId.toLowerCase() === wanted)
}

/** Finds a customer by external_userid. */
export function findCustomer(world: World, externalUserId: string): Customer | undefined {
  return world.customers.find(externalUserId)
}

/** Finds a person in WeChat. Who is not a customer of any member has a WeChat account, too, but is unknown here. */
export function findPerson(world: World, id: string): Pick<Customer, 'externalUserId' | 'unionId' | 'name'> {
  return world.customers.find(id) ?? { externalUserId: id, name: '微信用户' }
}

/** Finds an app of the company in WeChat. */
export function findWechatApp(world: World, appId: unknown): WechatApp | undefined {
  return world.scenario.wechatApps?.find(app => app.appId === appId)
}

/** Finds a customer group by chat_id. */
export function findGroup(world: World, chatId: string): CustomerGroup | undefined {
  return world.scenario.groups.find(group => group.chatId === chatId)
}

/** Whether the member is in the app's 可见范围. */
export function isVisible(world: World, userId: string): boolean {
  const { visibleUserIds } = world.settings
  return visibleUserIds === 'all' || visibleUserIds.includes(userId)
}

/** Whether the member is in 使用范围 of 客户联系. */
export function mayUseCustomerContact(world: World, userId: string): boolean {
  const { customerContactUserIds } = world.settings
  return customerContactUserIds === 'all' || customerContactUserIds.includes(userId)
}

/** The followers that WeCom shows to an app: those in its 可见范围 and in 使用范围 of 客户联系 (doc 92114). */
export function visibleFollows(world: World, customer: Customer): Follow[] {
  return customer.follows
    .filter(({ half }) => !half)
    .filter(({ userId }) => isVisible(world, userId) && mayUseCustomerContact(world, userId))
}

/** Whether the customer has followers, but the app sees none of them. */
export function isHidden(world: World, customer: Customer): boolean {
  return customer.follows.some(({ half }) => !half) && visibleFollows(world, customer).length === 0
}

/** Whether it is a member of this company, not of a linked one. */
export function isOwnMember({ userId }: Member): boolean {
  return !userId.includes('/')
}

/** Finds a conversation. A customer of the population gets one whose id is the external_userid. */
export function findChat(world: World, id: string): Chat | undefined {
  const known = world.scenario.chats.find(chat => chat.id === id)
  if (known) return known
  const customer = world.scenario.population && findCustomer(world, id)
  if (!customer) return undefined
  const chat: Chat = {
    id,
    kind: 'single',
    title: customer.name,
    memberIds: customer.follows.map(({ userId }) => userId),
    externalUserId: id,
    messages: [],
  }
  world.scenario.chats.push(chat)
  return chat
}

/** The unionid, if WeCom would send it with the current settings (doc 92114). */
export function sentUnionId(world: World, customer: Customer): string | undefined {
  const { developerAccount, appKind } = world.settings
  if (customer.type !== 1 || customer.unionIdPending) return undefined
  return developerAccount === 'bound' && appKind === 'selfBuilt' ? customer.unionId : undefined
}
