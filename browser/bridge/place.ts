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

/** A configured SDK and what the client said about it. */
export interface PlaceOptions {
  sdk: WecomSdk
  /** Runs a call of the SDK as a step with a deadline. */
  within: <T>(step: HandshakeStep, call: () => Promise<T>) => Promise<T>
  /** Which APIs the app may call; `false` means it lacks 客户联系 (doc 94313). */
  checkResult: Record<string, boolean> | undefined
  /** Whether the client has getContext. */
  knowsContext: boolean
}

/**
 * Asks the configured client which customer or group is open.
 *
 * @throws what the SDK was rejected with, or an Error in the client's manner when an API is forbidden or names no id
 */
export async function placeOf({ sdk, within, checkResult, knowsContext }: PlaceOptions): Promise<WecomPlace> {
  function permit(api: 'getCurExternalContact' | 'getCurExternalChat') {
    if (checkResult?.[api] === false) throw new Error(`${api}:no permission (checkResult)`)
  }

  // For the SDK an answer of `{}` is a success.
  function required(id: string | undefined): string {
    if (!id) throw new Error('without context: the client answered without an id')
    return id
  }

  async function contact(entry: WecomEntry): Promise<WecomPlace> {
    const { userId } = await within('contact', async () => {
      permit('getCurExternalContact')
      return sdk.getCurExternalContact()
    })
    return { status: 'customer', entry, externalUserId: required(userId) }
  }

  async function chat(entry: WecomEntry): Promise<WecomPlace> {
    const { chatId } = await within('chat', async () => {
      permit('getCurExternalChat')
      return sdk.getCurExternalChat()
    })
    return { status: 'group', entry, chatId: required(chatId) }
  }

  if (!knowsContext) {
    return await unlessElsewhere(contact('unknown'))
      ?? await unlessElsewhere(chat('unknown'))
      ?? { status: 'workbench', entry: 'unknown' }
  }
  const { entry } = await within('context', () => sdk.getContext()) as { entry: WecomEntry }
  if (CONTACT_ENTRIES.includes(entry)) return contact(entry)
  if (entry === 'group_chat_tools') return chat(entry)
  return { status: 'workbench', entry: OTHER_ENTRIES.includes(entry) ? entry : 'normal' }
}

/** Old clients tell the entry only by what they refuse; before 2.8.17 there is no getCurExternalChat at all. */
async function unlessElsewhere(place: Promise<WecomPlace>): Promise<WecomPlace | undefined> {
  try {
    return await place
  }
  catch (error) {
    const code = classifyErrMsg(errMsgOf(error))
    if (code === 'no_context' || code === 'not_supported') return undefined
    throw error
  }
}
