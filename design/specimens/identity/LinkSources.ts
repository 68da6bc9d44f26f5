import LinkSources from '~/components/identity/LinkSources.vue'
import { shopAccount, strangeAccount } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(LinkSources, {
  'since': { props: { sources: shopAccount.sources } },
  'and last': { props: { sources: shopAccount.sources, withLast: true } },
  'unknown': { props: { sources: strangeAccount.sources } },
})
