import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { Checkbox } from '../../../web/ui/fields.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import type { RoleReply } from '../contract.ts'

type Grants = RoleReply['grants']
type Reach = Grants[string][number]['reach']
interface Permission {
  key: string
  group: string
  reaches: Reach[]
}

const verbs = ['view', 'create', 'edit', 'delete', 'assign', 'export']
const offered: Reach[] = ['own', 'department', 'departmentAndBelow', 'all']

/** Permissions × reach of one role: records in a grid, the rest below it as lines. */
export function RoleMatrix({ grants, onChange }: { grants: Grants; onChange: (grants: Grants) => void }) {
  const permissions = useQuery({
    queryKey: ['permissions'],
    queryFn: () => api.get<{ items: Permission[] }>('/api/permissions'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loading query={permissions}>{({ items }) => <Grid items={items} grants={grants} onChange={onChange} />}</Loading>
  )
}

function Grid({
  items,
  grants,
  onChange,
}: {
  items: Permission[]
  grants: Grants
  onChange: (grants: Grants) => void
}) {
  const { t } = useTranslation('people')
  const groups = [...new Set(items.map((each) => each.group))].filter((group) =>
    items.some((each) => each.key === `${group}.edit`),
  )
  const others = items.filter((each) => !groups.includes(each.group))
  const set = (key: string, reach: Reach | 'none') => {
    const { [key]: _, ...rest } = grants
    onChange(reach === 'none' ? rest : { ...rest, [key]: [{ reach }] })
  }
  const cell = (permission: Permission | undefined, label: string) =>
    permission && (
      <ReachSelect
        permission={permission}
        label={label}
        grant={grants[permission.key]}
        onChange={(reach) => set(permission.key, reach)}
      />
    )
  return (
    <>
      <div style={{ overflowX: 'auto' }}>
        <table className="rl-tb">
          <thead>
            <tr>
              <th aria-label={t('roles.records')} />
              {verbs.map((verb) => (
                <th key={verb} scope="col">
                  {t(`verbs.${verb}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group}>
                <th scope="row">{t(`groups.${group}`)}</th>
                {verbs.map((verb) => (
                  <td key={verb}>
                    {cell(
                      items.find((each) => each.key === `${group}.${verb}`),
                      `${t(`groups.${group}`)} ${t(`verbs.${verb}`)}`,
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))', gap: '4px 24px' }}>
        {others.map((permission) => {
          const label = t(`permissions.${permission.key.replace('.', '_')}`)
          const [only] = permission.reaches
          return permission.reaches.length === 1 && only ? (
            <div key={permission.key} className="row" style={{ minHeight: 36 }}>
              <Checkbox
                checked={!!grants[permission.key]?.length}
                onChange={(on) => set(permission.key, on ? only : 'none')}
              >
                {label}
              </Checkbox>
            </div>
          ) : (
            <div key={permission.key} className="row g8" style={{ minHeight: 36 }}>
              <span className="grow t13">{label}</span>
              <span style={{ width: 130 }}>{cell(permission, label)}</span>
            </div>
          )
        })}
      </div>
    </>
  )
}

/** A grant of chosen departments, or of several reaches at once, stays as it is until another reach is picked. */
function ReachSelect({
  permission,
  label,
  grant,
  onChange,
}: {
  permission: Permission
  label: string
  grant: Grants[string] | undefined
  onChange: (reach: Reach | 'none') => void
}) {
  const { t } = useTranslation('people')
  const special = grant && (grant.length > 1 || grant[0]?.reach === 'chosen')
  const value = special ? 'special' : (grant?.[0]?.reach ?? 'none')
  const choices = ['none', ...offered.filter((reach) => permission.reaches.includes(reach))]
  return (
    <Select
      size="small"
      variant={value === 'none' ? 'borderless' : 'filled'}
      aria-label={label}
      value={value}
      popupMatchSelectWidth={false}
      style={{ width: '100%' }}
      options={[...choices, ...(special ? ['special'] : [])].map((reach) => ({
        value: reach,
        label: <span className={reach === 'none' ? 'c3' : ''}>{t(`reaches.${reach}`)}</span>,
      }))}
      onChange={(next: string) => next !== 'special' && onChange(next as Reach | 'none')}
    />
  )
}
