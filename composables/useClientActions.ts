import { refAutoReset } from '@vueuse/core'
import { isCancelled } from '~/browser/bridge/bridge-error'
import { isOlderThan, isPhone, wecomVersionOf } from '#shared/utils/client-version.ts'
import { withDeadline } from '~/browser/bridge/deadline'
import { loadWecomSdk, type WecomSdk } from '~/browser/bridge/load-sdk'
import { useUserAgent } from './useUserAgent'

/** The client opens its page at once or never; in milliseconds. */
const CLIENT_DEADLINE = 2_000

/** How long a refusal is shown, in milliseconds. */
const SHOWN = 8_000

/** The type of a person outside the company for openUserProfile (doc 94317). */
const EXTERNAL = 2

/** navigateToAddCustomer exists since 3.0.36, on phones only. */
const FIRST_TO_ADD = '3.0.36'

/** A page of the client. */
export type ClientPage = 'profile' | 'add' | 'chat' | 'message'

export interface UseClientActionsReturn {
  /** Whether the client can open its profile page. */
  canOpenProfile: Readonly<Ref<boolean>>
  /** Whether the client has a page to add customers. */
  canAddCustomer: Readonly<Ref<boolean>>
  /** The last refusal of the client, for a while and only while the same customer is shown. */
  refused: Readonly<Ref<ClientPage | undefined>>
  forgetRefusal: () => void
  openProfile: (externalUserId: string) => Promise<void>
  addCustomer: () => Promise<void>
  /** Opens the chat with a colleague (doc 94340). */
  askColleague: (userId: string) => Promise<void>
  /** Opens the chat with a customer (doc 90511). */
  messageCustomer: (externalUserId: string) => Promise<void>
}

/**
 * Opens pages of the WeCom client.
 *
 * @param subject external_userid of the customer on the screen
 */
export function useClientActions(subject: () => string | undefined): UseClientActionsReturn {
  const userAgent = useUserAgent()
  const version = wecomVersionOf(userAgent)
  const canOpenProfile = computed(() => !!version)
  const canAddCustomer = computed(() => {
    return !!version && isPhone(userAgent) && !isOlderThan(version, FIRST_TO_ADD)
  })
  const refused = refAutoReset<ClientPage | undefined>(undefined, SHOWN)

  function forgetRefusal(): void {
    refused.value = undefined
  }

  async function ask(what: ClientPage, call: (sdk: WecomSdk) => Promise<unknown>): Promise<void> {
    const asked = subject()
    forgetRefusal()
    try {
      await withDeadline(loadWecomSdk().then(call), CLIENT_DEADLINE)
    }
    catch (error) {
      if (!isCancelled(error) && subject() === asked) refused.value = what
    }
  }

  watch(subject, forgetRefusal, { flush: 'sync' })

  return {
    canOpenProfile,
    canAddCustomer,
    refused: readonly(refused),
    forgetRefusal,
    openProfile: userid => ask('profile', sdk => sdk.openUserProfile({ type: EXTERNAL, userid })),
    addCustomer: () => ask('add', sdk => sdk.navigateToAddCustomer()),
    askColleague: userId => ask('chat', sdk => sdk.openEnterpriseChat({ userIds: [userId], groupName: '' })),
    messageCustomer: externalUserId =>
      ask('message', sdk => sdk.openEnterpriseChat({ externalUserIds: [externalUserId], groupName: '' })),
  }
}
