import { type Ctx, once } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { diff, write } from '../../audit/service.ts'
import type { Company, CompanyChange } from '../contract.ts'
import { company, updateCompanyRow } from '../store/company.ts'
import { assertCan } from './scope.ts'

/** The actor's company. */
export function companyOf(ctx: Ctx): Promise<Company> {
  return once(ctx, 'people.company', () => company(ctx.tx))
}

/** @throws AppError conflict with the company as it stands now when `version` is old */
export async function updateCompany(ctx: Ctx, change: CompanyChange, version: number): Promise<Company> {
  assertCan(ctx, 'settings.manage')
  const before = await company(ctx.tx)
  const after = await updateCompanyRow(ctx.tx, { ...before, ...change, version }, ctx.clock.now())
  if (after === undefined) throw new AppError('conflict', 'records.stale', { current: before })
  ctx.memo.delete('people.company')
  const changes = diff(before, after, ['name', 'scenario', 'locale', 'timeZone', 'currency', 'goLiveOn'])
  await write(ctx, { action: 'updated', type: 'company', recordId: before.id, changes })
  return after
}
