/** What the news of a task looks at; `assignedById` made it. */
export interface TaskState {
  ownerId: string | null
  assignedById: string | null
  state: string | null
}

export interface TaskNews {
  userId: string
  /** Ending of the sentence's key. */
  kind: 'done' | 'reopened'
}

/** Whom a change of a task concerns besides who made it: who set it when it is done, its owner when it is open again. */
export function newsOfTask(before: TaskState | null, after: TaskState, actorId: string): TaskNews | null {
  if (before === null || before.state === after.state) return null
  const isDone = after.state === 'done'
  const userId = isDone ? after.assignedById : after.ownerId
  return userId === null || userId === actorId ? null : { userId, kind: isDone ? 'done' : 'reopened' }
}
