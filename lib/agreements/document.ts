import 'server-only'
import { findVersions } from '#lib/agreements/queries'
import { signers } from '#lib/agreements/rules'
import { type AgreementVersion, type Signature, type VersionParams, writtenParts } from '#lib/agreements/schema'
import { hashText, headingText, partyText, statusText } from '#lib/agreements/text'
import { showDate, showDateInWords, showMoment } from '#lib/dates'
import { roleText } from '#lib/organisations/text'
import { type Block, writePdf } from '#lib/pdf'
import { seal } from '#lib/pdf-seal'
import { reading } from '#lib/reading'

const load = (act: 'agreement.read' | 'agreement.own') =>
  reading<VersionParams, AgreementVersion>({
    act,
    load: async (tx, _actor, { version }) => {
      const [found] = await findVersions(tx, { id: version })
      return found?.contentHash ? found : null
    },
    shows: ({ patientId }) => [{ patientId, shown: ['agreement'] }],
  })
/** A frozen version for its PDF, for whoever works with the patient. */
export const readVersion = load('agreement.read')
/** The same for the patient. */
export const readOwnVersion = load('agreement.own')

/**
 * The frozen text with its hash and the signatures under it, as a sealed PDF; lines to sign on where one is missing.
 * The hash stands among its keywords, where `/verify` reads it.
 */
export async function agreementPdf(agreement: AgreementVersion): Promise<Buffer> {
  const { contentHash, number } = agreement
  const pdf = await writePdf({
    title: 'Avtale om VIP-status',
    keywords: `sha256:${contentHash}`,
    footer: `Versjon ${number} · ${contentHash}`,
    blocks: [...textBlocks(agreement), ...signatureBlocks(agreement)],
  })
  return seal(pdf, 'Avtale om VIP-status')
}

function textBlocks({ content }: AgreementVersion): Block[] {
  const { patient, ward, hospital, municipality, measures, from, reviewOn } = content
  const parties = `${patient.name}, ${municipality ?? 'kommunen'} og ${ward.name} ved ${hospital}`
  const phone = ward.phone ? ` Telefon dag og natt: ${ward.phone}.` : ''
  const enacted = measures.map(({ what, who, until }) => [what, who, until ? showDate(until) : ''])
  return [
    { kind: 'heading', level: 1, text: 'Avtale om VIP-status' },
    {
      kind: 'paragraph',
      text: `Denne avtalen gjelder ${patient.name}, født ${showDate(patient.birthDate)}. Den er mellom ${parties}.`,
    },
    {
      kind: 'paragraph',
      text: `Den gjelder fra ${showDateInWords(from)}. Vi går gjennom den sammen ${showDateInWords(reviewOn)}.${phone}`,
    },
    ...writtenParts.flatMap((part): Block[] => [
      ...(content[part] === '' ? [] : partBlocks(headingText[part], content[part])),
      ...(part === 'patientDoes' && enacted.length > 0
        ? [
            {
              kind: 'table' as const,
              caption: 'Dette er vi blitt enige om',
              head: ['Hva', 'Hvem', 'Innen'],
              rows: enacted,
            },
          ]
        : []),
    ]),
  ]
}

const partBlocks = (heading: string, text: string): Block[] => [
  { kind: 'heading', level: 2, text: heading },
  { kind: 'paragraph', text },
]

function signatureBlocks(agreement: AgreementVersion): Block[] {
  const { status, frozenAt, contentHash, signatures, endedAt } = agreement
  const rows = signers.map((party) => [partyText[party], ...signedCells(signatures.find((one) => one.party === party))])
  const ended = endedAt ? ` ${statusText[status]} ${showMoment(endedAt)}.` : ''
  return [
    { kind: 'heading', level: 2, text: 'Signaturer' },
    { kind: 'table', head: ['Part', 'Navn', 'Når og hvordan'], rows },
    {
      kind: 'paragraph',
      small: true,
      text: `Teksten ble låst ${frozenAt ? showMoment(frozenAt) : ''}.${ended} Avtalens kode (SHA-256): ${hashText(contentHash ?? '')}`,
    },
    {
      kind: 'paragraph',
      small: true,
      text: 'Noen tegn kan mangle i skriften her og stå som en ramme. Teksten i Samløp er den riktige.',
    },
  ]
}

function signedCells(signature: Signature | undefined): [string, string] {
  if (!signature) return ['______________________', 'Dato: ______________']
  const { name, role, organisation, represents, method, witness, signedAt } = signature
  const about = [represents && 'på vegne av pasienten', role && roleText[role], organisation].filter(Boolean).join(', ')
  const how = method === 'DIGITAL' ? 'med elektronisk ID' : `på papir, bekreftet av ${witness ?? 'en ansatt'}`
  return [about ? `${name} (${about})` : name, `${showMoment(signedAt)}, ${how}`]
}
