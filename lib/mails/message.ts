import 'server-only'
import type { SendMailOptions } from 'nodemailer'
import { calendarFile } from '#lib/invitations/calendar'
import type { OutgoingMail } from '#lib/mails/schema'
import { footText, openingText, readOnText, subjectText, withoutSignInText } from '#lib/mails/text'

/**
 * The mail itself. Its Message-ID is the same however often it is tried, so that a repeat is recognised.
 * @param app where the app is, such as `https://samlop.example.no`
 * @param sender the address that mails come from
 */
export function messageOf(mail: OutgoingMail, { app, sender }: { app: string; sender: string }): SendMailOptions {
  const { id, kind, address, calendar, queuedAt, citizen, signsIn } = mail
  const opening = calendar ? openingText[calendar.method](calendar) : openingText[kind === 'TASK' ? 'TASK' : 'NOTICE']
  const on = signsIn ? readOnText(`${app}${citizen ? '/my' : '/inbox'}`) : withoutSignInText
  return {
    messageId: `<${id}@${new URL(app).hostname}>`,
    date: queuedAt,
    from: { name: 'Samløp', address: sender },
    to: { name: '', address },
    subject: subjectText[kind],
    text: `${opening}\n\n${on}\n\n${footText}\n`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(calendar && {
      icalEvent: {
        method: calendar.method,
        filename: 'mote.ics',
        content: calendarFile(calendar, address, sender, queuedAt),
      },
    }),
  }
}
