import AccountHeading from '~/components/identity/AccountHeading.vue'
import { shopAccount, strangeAccount, wecomAccount } from '../../identities'
import { specimen } from '../../specimen'

export default specimen(AccountHeading, {
  ...Object.fromEntries((['miniProgram', 'officialAccount', 'website', 'mobileApp'] as const).map(appKind => [
    appKind, { props: { account: { ...shopAccount, appKind } } },
  ])),
  'WeCom': { props: { account: wecomAccount } },
  'not configured': { props: { account: strangeAccount } },
})
