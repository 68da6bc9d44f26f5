import IdentityAccount from '~/components/identity/IdentityAccount.vue'
import { decidedAccount, shopAccount, strangeAccount } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(IdentityAccount, {
  'first': { within: 'ul', props: { account: shopAccount, isFirst: true } },
  'decided': { within: 'ul', props: { account: decidedAccount, isFirst: false } },
  'decided, for admins': { within: 'ul', isAdmin: true, props: { account: decidedAccount, isFirst: false } },
  'long': { within: 'ul', props: { account: strangeAccount, isFirst: false } },
})
