import { CURRENT_CLIENT, isOlderThan, sendsAsAttachment, wecomVersionOf } from '#shared/utils/client-version.ts'
import { classifyErrMsg, errMsgOf } from './bridge-error'
import type { WecomSdk } from './load-sdk'
import type { HandshakeStep, WecomEntry, WecomPlace } from './state'

/** Entries where getCurExternalContact answers (doc 100746); elsewhere it fails "without context". */
const CONTACT_ENTRIES: readonly string[] = ['contact_profile', 'single_chat_tools', 'single_kf_tools']

/** Entries without a customer or a customer group that we could ask for. */
const OTHER_ENTRIES: readonly string[] = [
  'chat_attachment',
  'chain_single_chat_tools',
  'chain_group_chat_tools',
  'internal_group_chat_board',
]

/** A configured SDK, and what is known about the page. */
export interface PlaceOptions {
  sdk: WecomSdk
  /** Called before each call of the SDK. */
  begin: (step: HandshakeStep) => void
  /** Where the page was before, if an unchanged customer needs no further question. */
  last?: WecomPlace
  userAgent: string
}

/**
 * Asks the configured client which customer or group is open.
 *
 * @throws what the SDK was rejected with, or an Error in the client's manner when its answer has no id
 */
export async function placeOf({ sdk, begin, last, userAgent }: PlaceOptions): Promise<WecomPlace> {
  // For the SDK an answer of `{}` is a success.
  function required(id: string | undefined): string {
    if (!id) throw new Error('without context: the client answered without an id')
    return id
  }

  async function contact(entry: WecomEntry): Promise<Extract<WecomPlace, { status: 'customer' }>> {
    begin('contact')
    const { userId } = await sdk.getCurExternalContact()
    return { status: 'customer', entry, externalUserId: required(userId) }
  }

  async function chat(entry: WecomEntry): Promise<WecomPlace> {
    begin('chat')
    const { chatId } = await sdk.getCurExternalChat()
    return { status: 'group', entry, chatId: required(chatId) }
  }

  if (isOlderThan(wecomVersionOf(userAgent)!, CURRENT_CLIENT)) {
    return await unlessElsewhere(contact('unknown'))
      ?? await unlessElsewhere(chat('unknown'))
      ?? { status: 'workbench', entry: 'unknown' }
  }
  // Phones limit the calls of a page, and the page asks at each focus: one call is enough where nothing has changed.
  const customer = last?.status === 'customer' ? await unlessElsewhere(contact(last.entry)) : undefined
  if (customer && last?.status === 'customer' && customer.externalUserId === last.externalUserId) return customer
  begin('context')
  const { entry } = await sdk.getContext() as { entry: WecomEntry }
  if (CONTACT_ENTRIES.includes(entry)) return customer ? { ...customer, entry } : contact(entry)
  if (entry === 'group_chat_tools') return chat(entry)
  if (entry === 'chat_attachment' && sendsAsAttachment(userAgent)) return { status: 'workbench', entry, canSend: true }
  return { status: 'workbench', entry: OTHER_ENTRIES.includes(entry) ? entry : 'normal' }
}

/** Clients refuse what is not open; before 2.8.17 there is no getCurExternalChat at all. */
async function unlessElsewhere<P extends WecomPlace>(place: Promise<P>): Promise<P | undefined> {
  try {
    return await place
  }
  catch (error) {
    const code = classifyErrMsg(errMsgOf(error))
    if (code === 'no_context' || code === 'not_supported') return undefined
    throw error
  }
}
