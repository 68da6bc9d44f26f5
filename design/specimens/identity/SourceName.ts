import SourceName from '~/components/identity/SourceName.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(SourceName, {
  'an API': { props: { source: 'jscode2session' } },
  'a system': { props: { source: `api-key:${LONG}` } },
  'a member': { props: { source: 'linxiaotong' } },
})
