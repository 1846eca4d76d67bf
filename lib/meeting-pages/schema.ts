import { z } from 'zod'
import {
  Capacity,
  ConsentMethod,
  MeetingPurpose,
  MeetingStatus,
  ParticipantAnswer,
  RecommendationStatus,
} from '#prisma/generated/enums'

/** Which meeting stands in the address of the page. */
export const meetingParams = z.object({ id: z.uuid() })
export type MeetingParams = z.output<typeof meetingParams>

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** What the database tells of a patient's meetings and recommendations, newest first, and all of it. */
export const meetingList = z.strictObject({
  meetings: z.array(
    z.strictObject({
      id: z.uuid(),
      purpose: z.enum(MeetingPurpose),
      status: z.enum(MeetingStatus),
      ward: z.string().nullable(),
      startsAt: moment.nullable(),
      proposed: moment.nullable(),
      calledAt: moment,
      calledBy: z.string(),
      seats: z.int(),
      yes: z.int(),
    }),
  ),
  recommendations: z.array(
    z.strictObject({
      id: z.uuid(),
      status: z.enum(RecommendationStatus),
      version: z.int(),
      from: z.string(),
      to: z.string(),
      toMe: z.boolean(),
      reason: z.string(),
      answer: z.string().nullable(),
      createdAt: moment,
      dueAt: moment,
      answeredAt: moment.nullable(),
    }),
  ),
})
export type MeetingList = z.output<typeof meetingList>

const agreement = z.strictObject({
  by: z.string().nullable(),
  method: z.enum(ConsentMethod),
  askedBy: z.string(),
  askedAt: moment,
})

const participant = z.strictObject({
  id: z.uuid(),
  capacity: z.enum(Capacity),
  personId: z.uuid().nullable(),
  name: z.string(),
  organisation: z.string().nullable(),
  unit: z.string().nullable(),
  /** Whether somebody without sign-in is written to by mail. */
  mailed: z.boolean(),
  neededFor: z.string(),
  /** Whose seat this one has taken. */
  insteadOf: z.string().nullable(),
  mandate: z.boolean(),
  partFrom: z.int().nullable(),
  partMinutes: z.int().nullable(),
  answer: z.enum(ParticipantAnswer),
  answeredAt: moment.nullable(),
  answerNote: z.string().nullable(),
  /** Who said it, how, and who wrote it down; null when the answer was given in Samløp. */
  recorded: z
    .strictObject({ by: z.string().nullable(), method: z.enum(ConsentMethod), recordedBy: z.string() })
    .nullable(),
  version: z.int(),
  agreement: agreement.nullable(),
  /** Which of the times that count suit. */
  suits: z.array(z.uuid()),
  statement: z.strictObject({ text: z.string(), sentAt: moment, by: z.string() }).nullable(),
})
export type Participant = z.output<typeof participant>

/** What the database tells of one meeting before it is held, and all of it. */
export const meetingView = z.strictObject({
  id: z.uuid(),
  patientId: z.uuid(),
  purpose: z.enum(MeetingPurpose),
  status: z.enum(MeetingStatus),
  version: z.int(),
  ward: z.string().nullable(),
  wardId: z.uuid().nullable(),
  trust: z.string(),
  reasons: z.array(z.string()),
  reason: z.string(),
  calledById: z.uuid(),
  calledBy: z.string(),
  calledAt: moment,
  organisationId: z.uuid(),
  unitId: z.uuid().nullable(),
  chairId: z.uuid(),
  chair: z.string(),
  startsAt: moment.nullable(),
  endsAt: moment.nullable(),
  place: z.string().nullable(),
  videoUrl: z.string().nullable(),
  cancelReason: z.string().nullable(),
  cancelledAt: moment.nullable(),
  agreement: agreement.nullable(),
  times: z.array(z.strictObject({ id: z.uuid(), startsAt: moment, endsAt: moment })),
  participants: z.array(participant),
  agenda: z.array(
    z.strictObject({ id: z.uuid(), title: z.string(), minutes: z.int(), presenter: z.string().nullable() }),
  ),
  view: z.strictObject({ text: z.string(), helper: z.string().nullable(), writtenAt: moment }).nullable(),
})
export type MeetingView = z.output<typeof meetingView>
