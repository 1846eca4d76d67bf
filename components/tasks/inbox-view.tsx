'use client'

import { useEffect } from 'react'
import { LiveStatus } from '#components/boards/live-status'
import { useBoard } from '#components/boards/use-board'
import { NoticeList } from '#components/notices/notice-list'
import { TaskTable } from '#components/tasks/task-table'
import { UnsentMails } from '#components/tasks/unsent-mails'
import { Empty } from '#components/ui/empty'
import { Filters } from '#components/ui/filters'
import { Pager } from '#components/ui/pager'
import { inboxAddress } from '#lib/tasks/rules'
import { type Inbox, inboxViews } from '#lib/tasks/schema'
import { inboxTitle, nothingText, viewText } from '#lib/tasks/text'

/** Tasks and notices in views, kept up to date; the page's name says how much waits. */
export function InboxView({ inbox: initial, formKey }: { inbox: Inbox; formKey: string }) {
  const { vis, side } = initial
  const address = `/api/boards${inboxAddress({ vis, side })}`
  const live = useBoard<Inbox>(initial, address, formKey, 'inbox')
  const { board: inbox, time, state } = live
  const { counts, unread, tasks, notices, unsent, size, total } = inbox
  const waiting = counts.alle + unread
  useEffect(() => {
    document.title = `${inboxTitle(waiting)} – Samløp`
  }, [waiting])

  const empty = vis === 'meldinger' ? notices.length === 0 : tasks.length === 0
  return (
    <>
      <div className="sl-title">
        <div>
          <h1>Innboks</h1>
          <p>Det du skal gjøre, og det andre har gjort. Det som haster mest, står først.</p>
        </div>
        <LiveStatus {...live} />
      </div>
      <UnsentMails mails={unsent} />
      <Filters
        name="Hva innboksen viser"
        choices={inboxViews.map((view) => ({
          href: inboxAddress({ vis: view }),
          name: viewText[view],
          chosen: view === vis,
          count: view === 'meldinger' ? unread : counts[view],
        }))}
      />
      <div data-stale={state !== 'live' || undefined}>
        {empty ? (
          <Empty title={nothingText[vis].title}>
            <p>{nothingText[vis].words}</p>
          </Empty>
        ) : vis === 'meldinger' ? (
          <NoticeList notices={notices} unread={unread} until={inbox.at} formKey={formKey} />
        ) : (
          <TaskTable tasks={tasks} colleagues={inbox.colleagues} time={time} formKey={formKey} label={viewText[vis]} />
        )}
      </div>
      {total > size && (
        <Pager page={inbox.side} size={size} total={total} href={(to) => inboxAddress({ vis, side: to })} />
      )}
      <output className="ds-sr-only">{waiting} venter i innboksen.</output>
    </>
  )
}
