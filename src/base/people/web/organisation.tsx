import { Input, Select } from 'antd'
import { Search, UsersRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLater } from '../../../web/lib/later.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar, Status, type Tone } from '../../../web/ui/marks.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import type { DepartmentReply, RoleReply, UserReply, UserStatus } from '../contract.ts'
import { DepartmentTree } from './department-tree.tsx'
import { listedStatuses, usePeople } from './people-data.ts'
import { Requests } from './requests.tsx'

const tones: Partial<Record<UserStatus, Tone>> = { active: 'ok', invited: 'info', pendingApproval: 'warn' }

export interface PeopleAddress extends Record<string, unknown> {
  tab: 'roles'
  q: string
  department: string
  status: string
  person: string
}

/** Departments left, their people right, requests to join above them. */
export function Organisation({ departments, roles }: { departments: DepartmentReply[]; roles: RoleReply[] }) {
  const { t } = useTranslation(['people', 'web'])
  const [address, setAddress] = useAddress<PeopleAddress>()
  const [words, setWords] = useState(address.q ?? '')
  const q = useLater(words.trim(), 300)
  const was = address.q ?? ''
  useEffect(() => {
    if (q !== was) setAddress({ q: q || undefined })
    // Only what is typed changes the address here, not the address itself.
  }, [q])
  const people = usePeople({ q: address.q, department: address.department, status: address.status })
  const waiting = usePeople({ status: 'pendingApproval' })
  const narrowed = !!(address.q || address.department || address.status)
  const rows = (people.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((person) => person.status !== 'pendingApproval')
  const clear = () => {
    setWords('')
    setAddress({ q: undefined, department: undefined, status: undefined })
  }
  return (
    <div className="ppl">
      <Panel title={t('departments.title')}>
        <DepartmentTree
          departments={departments}
          chosen={address.department}
          onChoose={(department) => setAddress({ department })}
        />
      </Panel>
      <div className="col g12" style={{ minWidth: 0 }}>
        <Requests
          people={(waiting.data?.pages ?? []).flatMap((page) => page.items)}
          departments={departments}
          roles={roles}
        />
        <div className="row g8">
          <Input
            allowClear
            prefix={<Search size={14} className="c3" />}
            placeholder={t('searchHint')}
            aria-label={t('searchHint')}
            value={words}
            style={{ width: 240 }}
            onChange={(event) => setWords(event.target.value)}
          />
          <Select
            allowClear
            placeholder={t('allStatuses')}
            aria-label={t('person.status')}
            value={address.status}
            style={{ width: 140 }}
            options={listedStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
            onChange={(status?: string) => setAddress({ status })}
          />
          {narrowed && (
            <Button kind="text" size="sm" onClick={clear}>
              {t('web:table.clearFilter')}
            </Button>
          )}
        </div>
        <DataTable<UserReply>
          label={t('tabs.people')}
          columns={useColumns(roles)}
          rows={rows}
          loading={people.isPending}
          refreshing={people.isFetching && !people.isPending && !people.isFetchingNextPage}
          error={people.data ? undefined : people.error}
          hasMore={people.hasNextPage}
          onMore={() => void people.fetchNextPage()}
          onRetry={() => void people.refetch()}
          onOpen={(row) => setAddress({ person: row.id })}
          minWidth={820}
          empty={
            narrowed ? (
              <EmptyState
                title={t('web:table.noMatch')}
                text={t('web:table.noMatchText')}
                actions={<Button onClick={clear}>{t('web:table.clearFilter')}</Button>}
              />
            ) : (
              <EmptyState icon={UsersRound} title={t('empty')} text={t('emptyText')} />
            )
          }
        />
      </div>
    </div>
  )
}

function useColumns(roles: RoleReply[]): DataColumn<UserReply>[] {
  const { t } = useTranslation('people')
  const none = <span className="c3">–</span>
  const names = (ids: string[] = []) =>
    ids
      .map((id) => roles.find((role) => role.id === id)?.name)
      .filter(Boolean)
      .join(' · ')
  return [
    {
      key: 'name',
      title: t('person.name'),
      width: 170,
      fixed: 'left',
      render: (row) => (
        <span className="row g8">
          <Avatar id={row.id} name={row.name} />
          <span className="m el">{row.name}</span>
        </span>
      ),
    },
    {
      key: 'status',
      title: t('person.status'),
      width: 100,
      render: (row) => <Status tone={tones[row.status]}>{t(`status.${row.status}`)}</Status>,
    },
    { key: 'roles', title: t('person.roles'), width: 120, ellipsis: true, render: (row) => names(row.roleIds) || none },
    {
      key: 'department',
      title: t('person.department'),
      width: 140,
      ellipsis: true,
      render: (row) => row.departmentName ?? none,
    },
    { key: 'phone', title: t('person.phone'), width: 130, render: (row) => row.phone ?? none },
    { key: 'email', title: t('person.email'), width: 200, ellipsis: true, render: (row) => row.email ?? none },
  ]
}
