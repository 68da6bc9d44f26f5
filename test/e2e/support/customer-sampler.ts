import type { BrowserContext } from 'playwright-core'

/** One frame of a document, recorded when it differs from the previous one. */
export interface Sample {
  /** Heading of the customer on screen; absent without a customer. */
  name?: string
  unionId?: string
  /** The customer in the client's answer to the latest answered question of this document. */
  answered?: string
  /** Calls to the client without an answer. Until they end, the page cannot know whether another chat is open. */
  asking: number
}

/** Records what every document of a profile shows in each frame, and which customer the client has named. */
export async function sampleCustomers(context: BrowserContext): Promise<Sample[]> {
  const samples: Sample[] = []
  await context.exposeBinding('noteSample', (_source, sample: Sample) => void samples.push(sample))
  // This must run before the simulated client's own script, which keeps this fetch.
  await context.addInitScript(() => {
    const page = window as unknown as { noteSample: (sample: Sample) => void }
    const realFetch = window.fetch.bind(window)
    let answered: string | undefined
    let asking = 0
    let asked = 0
    let answeredQuestion = 0

    window.fetch = async (input, init) => {
      if (input !== '/__wecom/invoke' || !/getContext|getCurExternalContact/.test(String(init?.body))) {
        return realFetch(input, init)
      }
      asking++
      const question = ++asked
      const response = await realFetch(input, init).catch((error: unknown) => {
        asking--
        throw error
      })
      const read = response.json.bind(response)
      // Recorded in the task in which the page receives the answer, so that the next frame must already be right.
      response.json = async () => {
        const answer = await read() as { userId?: string }
        asking--
        // A late answer to an earlier question is outdated.
        if (answer.userId && question > answeredQuestion) {
          answered = answer.userId
          answeredQuestion = question
        }
        return answer
      }
      return response
    }

    let last = ''
    function sample(): void {
      const card = document.querySelector('article')
      const now: Sample = {
        name: card?.querySelector('h1')?.textContent.trim(),
        unionId: card?.querySelector('.union-id code')?.textContent.trim(),
        answered,
        asking,
      }
      const text = JSON.stringify(now)
      if (text !== last) page.noteSample(now)
      last = text
      requestAnimationFrame(sample)
    }
    requestAnimationFrame(sample)
  })
  return samples
}
