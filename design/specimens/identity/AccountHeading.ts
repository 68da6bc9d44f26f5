import AccountHeading from '~/components/identity/AccountHeading.vue'
import { shopAccount, strangeAccount, wecomAccount } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(AccountHeading, {
  'an app': { props: { account: shopAccount } },
  'WeCom': { props: { account: wecomAccount } },
  'not configured': { props: { account: strangeAccount } },
})
