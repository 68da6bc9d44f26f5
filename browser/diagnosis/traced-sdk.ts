import { errMsgOf } from '../bridge/bridge-error'
import { JS_API_LIST, loadWecomSdk, type WecomSdk } from '../bridge/load-sdk'

/** A step of the way into the client, or a call of it. */
export interface TracedStep {
  name: string
  /** How long it took, milliseconds; undefined while it goes on. */
  ms?: number
  /** What the client said, as it said it. */
  text?: string
  failed?: boolean
}

/** A page that asks again and again must not fill the memory. */
const MOST_STEPS = 100
/** Their answers are signatures. */
const SECRET = ['getConfigSignature', 'getAgentConfigSignature'] as const

/**
 * @param onChange gets all steps so far, oldest first, whenever one begins or ends
 * @returns the JS-SDK, which tells how long each of its steps takes and what the client says
 */
export async function loadTracedSdk(onChange: (steps: readonly TracedStep[]) => void): Promise<WecomSdk> {
  let steps: readonly TracedStep[] = []

  async function trace<T>(name: string, work: Promise<T>, textOf: (answer: T) => string = textOfAnswer): Promise<T> {
    const step: TracedStep = { name }
    const began = performance.now()
    const end = (rest: Omit<TracedStep, 'name'>) => {
      steps = steps.map(one => one === step ? { name, ms: Math.round(performance.now() - began), ...rest } : one)
      onChange(steps)
    }
    onChange(steps = [...steps, step].slice(-MOST_STEPS))
    try {
      const answer = await work
      end({ text: textOf(answer) })
      return answer
    }
    catch (error) {
      end({ text: errMsgOf(error), failed: true })
      throw error
    }
  }

  const sdk = await trace('load', loadWecomSdk(), () => '')
  const calls = JS_API_LIST.map((name) => {
    const call = sdk[name] as (params?: object) => Promise<object>
    return [name, (params?: object) => trace(name, call(params))]
  })
  return {
    ...sdk,
    ...Object.fromEntries(calls) as Pick<WecomSdk, typeof JS_API_LIST[number]>,
    // The rest of this answer is the signature.
    ensureAgentConfigReady: () =>
      trace('agentConfig', sdk.ensureAgentConfigReady(), ({ result }) => textOfAnswer(result)),
    register(options) {
      void trace('bridge', sdk.onWeixinJSBridgeReady, () => '').catch(() => {})
      const signers = SECRET.map((name) => {
        const sign = options[name]
        return [name, sign && ((url: string) => trace(name, Promise.resolve(sign(url)), () => ''))]
      })
      sdk.register({ ...options, ...Object.fromEntries(signers) })
    },
  }
}

function textOfAnswer(answer: unknown): string {
  return JSON.stringify(answer) ?? ''
}
