import SignInList from '~/components/sign-ins/SignInList.vue'
import { failureOf } from '~/browser/failure'
import { LONG, memberSessions } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(SignInList, {
  'some devices': { props: { list: memberSessions, busy: false } },
  'an unknown device': { props: { list: [{ ...memberSessions[0]!, userAgent: LONG }], busy: false } },
  'loading': { props: { busy: true } },
  'failed': { props: { busy: false, failure: failureOf('store_unavailable') } },
})
