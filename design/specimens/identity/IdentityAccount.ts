import IdentityAccount from '~/components/identity/IdentityAccount.vue'
import { shopAccount, strangeAccount } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(IdentityAccount, {
  first: { within: 'ul', props: { account: shopAccount, isFirst: true } },
  long: { within: 'ul', props: { account: strangeAccount, isFirst: false } },
})
