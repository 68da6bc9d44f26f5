import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TagGroup } from '../../shared/types/customer-edit.ts'
import type { CustomerProfile } from '../../shared/types/customer.ts'
import type { CustomerGroup } from '../../shared/types/group.ts'
import { performAction } from '../../simulator/actions/perform.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { decorationGroup } from '../../simulator/scenarios/default/group.ts'
import { ordinaryCustomers } from '../../simulator/scenarios/default/ordinary-customers.ts'
import { crowd } from '../support/crowd.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { waitUntilConnected } from './support/app-process.ts'
import { callbackEnv, changeRemark, receiveCallbacks } from './support/callback.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const SIZE = 4
const PROCESSES = Array.from({ length: SIZE }, (_, process) => process)
const MEMBERS = ['linxiaotong', 'chenzhiyuan', 'wangsiqi']
const CUSTOMERS = ordinaryCustomers.slice(0, 7).map(({ externalUserId }) => externalUserId)
const ROUNDS = 10
const EDITS = 20
/** In these rounds all processes lose Redis, before the edits. */
const OUTAGE = 5
const KNOWN_TO_ALL_MS = 1_000
/** A reserve for a loaded machine, far less than the minute for which a copy is used. */
const LOADED_MS = 20_000

interface Relation {
  userId: string
  externalUserId: string
  /** What the member saw last. */
  remark: string
}

describeWithRedis('S17: a fleet of four', () => {
  let fleet: Fleet
  let webviews: Map<string, Webview>
  const signInAll = async () =>
    void (webviews = new Map(await Promise.all(MEMBERS.map(async userId =>
      [userId, await signIn(fleet, { userId })] as const))))
  beforeAll(async () => {
    fleet = await startFleet(SIZE, () => ({ ...callbackEnv, ...FLOOD_LIMITS }))
    for (const userId of MEMBERS.slice(1)) {
      for (const externalUserId of CUSTOMERS) {
        performAction(fleet.simulator, { action: 'addContact', userId, externalUserId })
      }
    }
    await signInAll()
  })
  afterAll(() => fleet.close())

  const ask = (process: number, path: string, userId = MEMBERS[0]!, init?: RequestInit) =>
    webviews.get(userId)!.get(`${fleet.origins[process]}${path}`, init)
  async function read<T>(process: number, path: string, userId?: string): Promise<T> {
    const answer = await ask(process, path, userId)
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
    return await answer.json() as T
  }
  const profileOf = (process: number, { userId, externalUserId }: Omit<Relation, 'remark'>) =>
    read<CustomerProfile>(process, `/api/customers/${externalUserId}`, userId)
  const remarkOf = async (process: number, relation: Relation) =>
    (await profileOf(process, relation)).relation?.remark ?? ''
  const edit = (process: number, { userId, externalUserId, remark }: Relation, next: string) =>
    ask(process, `/api/customers/${externalUserId}`, userId, {
      method: 'PATCH',
      headers: { 'origin': fleet.url, 'content-type': 'application/json' },
      body: JSON.stringify({ before: { remark }, after: { remark: next } }),
    })

  it('shows 200 edits in every process after a second, also while Redis is away: none stale, no conflict', async () => {
    const relations: Relation[] = MEMBERS.flatMap(userId =>
      CUSTOMERS.map(externalUserId => ({ userId, externalUserId, remark: '' })))
    const readAll = () => crowd(relations.length * SIZE, async (i) => {
      const relation = relations[i % relations.length]!
      relation.remark = await remarkOf(Math.floor(i / relations.length), relation)
    })
    await readAll()
    await eventually(async () => {
      fleet.simulator.world.log.clear()
      await sleep(KNOWN_TO_ALL_MS)
      await readAll()
      // Without changes, copies are used.
      expect(fleet.calls('externalcontact/get')).toBe(0)
    })
    const [choice] = fc.sample(
      fc.array(fc.tuple(fc.shuffledSubarray(relations, { minLength: EDITS, maxLength: EDITS }),
        fc.array(fc.nat(SIZE - 1), { minLength: EDITS, maxLength: EDITS })), { minLength: ROUNDS, maxLength: ROUNDS }),
      1,
    )

    const faults: unknown[] = []
    for (const [round, [edited, processes]] of choice!.entries()) {
      if (round === OUTAGE) await fleet.redis.kill()
      await Promise.all(edited.map(async (relation, i) => {
        const next = `第${round}轮 ${i}`
        const answer = await edit(processes[i]!, relation, next)
        if (answer.status === 200) relation.remark = next
        else faults.push([round, answer.status, await answer.text()])
      }))
      await sleep(KNOWN_TO_ALL_MS)
      await crowd(EDITS * SIZE, async (i) => {
        const relation = edited[i % EDITS]!
        const isSeen = async () => await remarkOf(Math.floor(i / EDITS), relation) === relation.remark
        await eventually(isSeen, LOADED_MS).catch(() => faults.push([round, 'stale', relation]))
      })
      if (round !== OUTAGE) continue
      await fleet.redis.restart()
      await Promise.all(PROCESSES.map(process => waitUntilConnected(fleet.app(process), fleet.origins[process]!)))
      // Redis has lost its sessions.
      await signInAll()
    }
    expect(faults).toEqual([])
  })

  it('knows in every process what one of them was told by a callback', async () => {
    await receiveCallbacks(fleet.simulator, fleet.origins[0]!)
    const relation = { userId: MEMBERS[0]!, externalUserId: withUnionId.externalUserId, remark: '' }
    const everywhere = <T>(question: (process: number) => Promise<T>) => Promise.all(PROCESSES.map(question))
    const kindOfGuest = async (process: number) => (await read<CustomerGroup>(
      process, `/api/groups/${decorationGroup.chatId}`, 'chenzhiyuan',
    )).members.at(-1)!.kind
    const tagName = async (process: number) => (await read<TagGroup[]>(process, '/api/tags'))[0]!.tags[0]!
    await everywhere(process => remarkOf(process, relation))
    expect(await everywhere(kindOfGuest)).toEqual(Array(SIZE).fill('stranger'))
    const { id } = (await everywhere(tagName))[0]!

    const guest = decorationGroup.members.at(-1)!.id
    const person = { externalUserId: guest, name: '邻居', type: 1, gender: 0 } as const
    fleet.simulator.world.scenario.customers.push({ ...person, follows: [] })
    performAction(fleet.simulator, { action: 'addContact', userId: 'chenzhiyuan', externalUserId: guest })
    performAction(fleet.simulator, { action: 'renameTag', id, name: '新的标签名' })
    await changeRemark(fleet.simulator, relation.externalUserId, '在客户端修改')
    await eventually(() => {
      expect(fleet.simulator.callbacks.deliveries().filter(({ status }) => status !== 'delivered')).toEqual([])
    })
    await sleep(KNOWN_TO_ALL_MS)
    await eventually(async () => {
      expect(await everywhere(process => remarkOf(process, relation))).toEqual(Array(SIZE).fill('在客户端修改'))
      expect(await everywhere(kindOfGuest)).toEqual(Array(SIZE).fill('customer'))
      expect(await everywhere(tagName)).toEqual(Array(SIZE).fill({ id, name: '新的标签名' }))
    }, LOADED_MS)
  })
})
