import type { Draft, Options, Part } from './types.ts'

/** A draft without proposals that the company's lists do not offer (any more). */
export function offered(draft: Draft, options: Options): Draft {
  const isOffered = (set: keyof Options, key: string): boolean => options[set]?.includes(key) ?? true
  const one = (set: keyof Options, part: Part<string> | null): Part<string> | null =>
    part !== null && isOffered(set, part.value) ? part : null
  const action = draft.nextStep?.action
  return {
    ...draft,
    method: one('method', draft.method),
    result: one('result', draft.result),
    intent: one('intent', draft.intent),
    objections: draft.objections.filter(({ value }) => isOffered('objection', value)),
    signals: draft.signals.filter(({ value }) => isOffered('signal', value)),
    nextStep:
      draft.nextStep && action && !isOffered('nextStepAction', action.value)
        ? { ...draft.nextStep, action: { ...action, value: 'other' } }
        : draft.nextStep,
  }
}
