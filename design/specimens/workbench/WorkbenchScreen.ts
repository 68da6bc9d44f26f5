import WorkbenchScreen from '~/components/workbench/WorkbenchScreen.vue'
import { failureOf } from '~/browser/failure'
import { NO_FILTER } from '~/browser/search/customer-filter'
import { customers, member, usedTags } from '../../fixtures'
import { ownValues } from '../../story'
import { specimen } from '../../specimen'

const screen = {
  member, found: [], total: 0, isFiltered: false, isComplete: true, recent: [], outside: false, canAdd: true,
  tags: usedTags,
  values: ownValues,
  foundParts: new Map(),
  filter: NO_FILTER,
}

export default specimen(WorkbenchScreen, {
  'all': { within: 'main', props: { ...screen, found: customers, total: 3, recent: customers.slice(0, 1) } },
  'none found': {
    within: 'main', props: { ...screen, total: 3, isFiltered: true, filter: { ...screen.filter, query: '没有这个人' } },
  },
  'no customers': { within: 'main', props: screen },
  'loading': { within: 'main', props: { ...screen, isComplete: false } },
  'failed': { within: 'main', props: { ...screen, isComplete: false, failure: failureOf('wecom_busy'), retryIn: 7 } },
  'outside WeCom': { within: 'main', props: { ...screen, found: customers, total: 3, outside: true, canAdd: false } },
})
