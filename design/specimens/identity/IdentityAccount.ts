import IdentityAccount from '~/components/identity/IdentityAccount.vue'
import { decidedAccount, shopAccount, strangeAccount } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(IdentityAccount, {
  'first': { within: 'ul', props: { account: shopAccount, isFirst: true, isAdmin: false } },
  'decided': { within: 'ul', props: { account: decidedAccount, isFirst: false, isAdmin: false } },
  'decided, for admins': { within: 'ul', props: { account: decidedAccount, isFirst: false, isAdmin: true } },
  'long': { within: 'ul', props: { account: strangeAccount, isFirst: false, isAdmin: false } },
})
