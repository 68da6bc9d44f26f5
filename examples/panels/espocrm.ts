// Contact and open opportunities in EspoCRM (docs.espocrm.com, API). Copy it to panels/. Contacts have a custom field
// with the unionid; the key is of an API user who may read contacts and opportunities.
import { definePanel } from '#shared/define-panel.ts'

const ORIGIN = 'https://crm.example.com'
const UNION_ID = 'cWechatUnionId'

interface Records<T> { total: number, list: T[] }
interface Contact { id: string, name: string, accountName: string | null, assignedUserName: string | null }
interface Opportunity { id: string, name: string, stage: string, amount: number | null, amountCurrency: string | null }

export default definePanel({
  id: 'crm',
  title: { zh: '商机', en: 'Opportunities' },
  needs: ['unionId'],
  origins: [ORIGIN],
  variables: ['ESPOCRM_API_KEY'],
  async load({ customer, variables, fetch }) {
    async function read<T>(path: string, query: Record<string, string>): Promise<Records<T>> {
      const url = `${ORIGIN}/api/v1/${path}?${new URLSearchParams(query)}`
      const answer = await fetch(url, { headers: { 'x-api-key': variables.ESPOCRM_API_KEY } })
      if (!answer.ok) throw new Error(`EspoCRM answers with status ${answer.status}.`)
      return await answer.json() as Records<T>
    }

    const { list: [contact] } = await read<Contact>('Contact', {
      'where[0][type]': 'equals', 'where[0][attribute]': UNION_ID, 'where[0][value]': customer.unionId,
      'select': 'id,name,accountName,assignedUserName', 'maxSize': '1',
    })
    if (!contact) return { version: 1, blocks: [{ type: 'notice', text: { zh: '客户不在 CRM 中', en: 'Not in the CRM' } }] }
    const { total, list } = await read<Opportunity>(`Contact/${contact.id}/opportunities`, {
      primaryFilter: 'open', select: 'id,name,stage,amount,amountCurrency', maxSize: '20',
    })
    const fields = [
      { label: { zh: '公司', en: 'Company' }, value: contact.accountName ?? '–' },
      { label: { zh: '负责人', en: 'Owner' }, value: contact.assignedUserName ?? '–' },
    ]
    const items = list.map(({ id, name, stage, amount, amountCurrency }) => ({
      title: name, detail: stage, url: `${ORIGIN}/#Opportunity/view/${id}`,
      ...amount !== null && { meta: `${amountCurrency ?? ''} ${amount}`.trim() },
    }))
    return { version: 1, badge: String(total), blocks: [{ type: 'fields', fields }, { type: 'list', items }] }
  },
})
