package graph

// What declares more of an enum's values.
func weak(v *EnumValue)     { v.Weak = true }
func occurred(v *EnumValue) { v.Occurred = true }
func denies(v *EnumValue)   { v.Polarity = Denies }
func silent(v *EnumValue)   { v.Polarity = Silent }

func side(n int) func(*EnumValue) {
	return func(v *EnumValue) { v.Side = n }
}

// The model's closed lists of values.
var (
	classification = enum("OrganizationClassification", "Sorts of organization (Popolo: classification).",
		"GOVERNMENT: a government or an office of one",
		"INTERGOVERNMENTAL: states acting together",
		"PARTY: a political party",
		"COMPANY: a business",
		"MEDIA: a news organization",
		"MONITORING: it observes and reports",
		"ARMED_FORCE: it fights",
		"UNNAMED_GROUP: a group that the source does not name; one for each mention, never resolved by guessing",
		"OTHER: none of these")
	placeType = enum("PlaceType", "Sorts of place.",
		"CITY: a city", "TOWN: a town or village", "REGION: part of a country, or several countries",
		"COUNTRY: a country seen as a place", "OTHER: none of these")
	roleKind = enum("RoleKind", "Sorts of office.",
		"HEAD_OF_STATE: a president or monarch", "HEAD_OF_GOVERNMENT: a prime minister or chancellor",
		"MINISTER: a minister or one of that rank", "ENVOY: an envoy or ambassador", "NEGOTIATOR: a negotiator",
		"SPOKESPERSON: one who speaks for others", "ADVISER: an adviser", "OTHER: none of these")
	meetingStatus = enum("MeetingStatus", "How far a meeting has come (schema.org: eventStatus).",
		"EXPECTED: someone expects it", "SCHEDULED: it is fixed", "ONGOING: it is taking place", "HELD: it took place",
		"POSTPONED: it was put off", "CANCELLED: it was called off", "UNKNOWN: the sources do not say").
		with(occurred, "ONGOING", "HELD").with(weak, "UNKNOWN")
	meetingFormat = enum("MeetingFormat", "Forms of a meeting (PLOVER).",
		"VISIT: one visits another", "NEGOTIATION: sides negotiate", "TALKS: people talk",
		"MULTILATERAL: several sides at one table", "SERIES: not a meeting but a row of them")
	meetingMode = enum("AttendanceMode", "How one attends (schema.org: eventAttendanceMode).",
		"IN_PERSON: face to face", "VIRTUAL: by video", "PHONE: by telephone", "MIXED: some so, some so", "UNKNOWN: the sources do not say").
		with(weak, "UNKNOWN")
	occupancy = enum("Occupancy", "How an office is held.",
		"HOLDER: in office", "FORMER: no longer in office", "ACTING: standing in", "INFORMAL: without appointment")
	attendance = enum("Attendance", "Whether one came, or is to come.",
		"EXPECTED: someone expects it", "CONFIRMED: it is confirmed beforehand", "ATTENDED: came", "DECLINED: said no",
		"ABSENT: did not come", "UNKNOWN: the sources do not say").
		with(occurred, "ATTENDED", "ABSENT").with(weak, "UNKNOWN").with(side(1), "EXPECTED", "CONFIRMED", "ATTENDED").with(side(2), "DECLINED", "ABSENT")
	participantRole = enum("ParticipantRole", "As what one takes part.",
		"HOST: receives the others", "VISITOR: is received", "CHAIR: leads", "MEDIATOR: mediates", "DELEGATION: in a delegation",
		"PARTICIPANT: takes part", "OBSERVER: watches")
	stance = enum("Stance", "Stances on a position.",
		"SUPPORTS: is for it", "CONDITIONAL: is for it under conditions", "NEUTRAL: is neither for nor against",
		"DOUBTS: doubts it", "OPPOSES: is against it", "UNCLEAR: the source does not let one tell").
		with(weak, "UNCLEAR")
	contribution = enum("Contribution", "What one did to a proposal.",
		"DRAFTED: wrote it", "AMENDED: changed it", "REVIEWED: read it", "CIRCULATED: passed it on")
	verdict = enum("Verdict", "What one says of a claim.",
		"CLAIMED: puts it forward", "CONFIRMED: confirms it", "NOT_CONFIRMED: does not confirm it, which is not a denial", "DENIED: denies it").
		with(denies, "DENIED").with(silent, "NOT_CONFIRMED")
	verification = enum("Verification", "What those who assert a claim make of it together.",
		"CONTESTED: someone claims or confirms it and someone denies it", "DENIED: it is only denied",
		"CONFIRMED: another than who claims it confirms it, and nobody denies it", "UNVERIFIED: none of these")
	act = enum("Act", "Verbs of saying.",
		"REPORTED: told as a fact", "SCHEDULED: announced as fixed", "EXPECTED: told as expected", "SAID: said",
		"CONFIRMED: confirmed", "CLAIMED: claimed", "WARNED: warned", "SPECULATED: supposed", "DECLINED: would not say",
		"NOT_CONFIRMED: did not confirm", "DENIED: denied").
		with(denies, "DENIED").with(silent, "DECLINED", "NOT_CONFIRMED")
	basis = enum("Basis", "How firmly the words carry it.",
		"STATED: the words say it", "INFERRED: it follows from the words")
)
