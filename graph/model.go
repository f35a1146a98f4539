package graph

// This file is the model: the one table from which GraphQL types, filters,
// orders, store layouts, the corpus format and the docs are made.

// Spec is a model as it is declared. [NewModel] checks it.
type Spec struct {
	Common   []Property // of every kind, after id
	Kinds    []Kind
	Edges    []Edge
	Evidence []Property
	Derived  []Derived

	// What follows from statements:
	Weighed []Property // of all edges, and of kinds that are Verified
	Lasting []Property // of edges that are a State
	Judged  []Property // of evidence
	Spoken  []Property // of kinds of which edges say something; see Property.Speech
	Uttered []Property // of these edges
}

// The groups of kinds that several edges share.
var (
	actors   = []string{"Person", "Country", "Organization"}
	bodies   = []string{"Country", "Organization"}
	entities = []string{AnyKind}

	propositions = []string{"Position", "Claim"}
)

// Standard is Parley's own model.
func Standard() Spec {
	when := func(doc string) Property { return Property{Name: "when", Type: Date, Doc: doc} }
	heldWhen := Property{Name: "when", Type: Date, Formerly: true, Doc: "From the first to the last of the dates that sources give; null if they give none. Its periods tell when it held."}
	statement := Property{Name: "statement", Type: Text, Editorial: true, Doc: "The whole proposition, in one sentence."}

	return Spec{
		Common: []Property{
			{Name: "name", Type: Text, Editorial: true, Doc: "What it is called."},
			{Name: "aliases", Type: TextList, Editorial: true, Doc: "Other names it goes by."},
			{Name: "description", Type: Text, Editorial: true, Doc: "A line that tells it from its namesakes."},
			{Name: "identifiers", Type: Identifiers, Editorial: true, Doc: "Its identifiers in other systems."},
		},
		Kinds: []Kind{
			{Name: "Person", Plural: "people", Class: "schema:Person", Actor: true, Doc: "A human being."},
			{Name: "Country", Plural: "countries", Class: "schema:Country", Actor: true, Doc: "A state, of today or of the past.", Properties: []Property{
				{Name: "iso", Type: Text, Editorial: true, Doc: "ISO 3166-1 alpha-2 code in capitals; null where there is none."},
			}},
			{Name: "Organization", Plural: "organizations", Class: "schema:Organization", Actor: true, Doc: "A body or a group of people, named or not.", Properties: []Property{
				{Name: "classification", Type: Enumerated, Enum: classification, Editorial: true, Doc: "What sort of body it is (Popolo: classification)."},
				{Name: "size", Type: Number, Editorial: true, Doc: "How many members it has, or seats."},
			}},
			{Name: "Place", Plural: "places", Class: "schema:Place", Doc: "A place where one can meet.", Properties: []Property{
				{Name: "placeType", Type: Enumerated, Enum: placeType, Editorial: true, Doc: "What sort of place it is."},
			}},
			{Name: "Post", Plural: "posts", Class: "schema:Role", Doc: "An office that people hold (Popolo: Post).", Properties: []Property{
				{Name: "roleKind", Type: Enumerated, Enum: roleKind, Editorial: true, Doc: "What sort of office it is."},
			}},
			{Name: "Meeting", Plural: "meetings", Class: "schema:Event", Evidenced: true, Verified: true, Time: Event, Doc: "People coming together, planned or held.", Begun: &Begun{"status", []string{"HELD", "ONGOING"}}, Properties: []Property{
				{Name: "status", Type: Enumerated, Enum: meetingStatus, Leads: true, Doc: "How far it has come (schema.org: eventStatus)."},
				{Name: "format", Type: Enumerated, Enum: meetingFormat, Doc: "What form it takes (PLOVER)."},
				{Name: "mode", Type: Enumerated, Enum: meetingMode, Doc: "How people attend (schema.org: eventAttendanceMode)."},
				when("When it takes place."),
			}},
			{Name: "Topic", Plural: "topics", Class: "schema:DefinedTerm", Doc: "A subject that meetings, positions and claims are about."},
			{Name: "Position", Plural: "positions", Class: "schema:Statement", Evidenced: true, Doc: "A proposition that one can be for or against (Discourse Network Analyzer: concept).", Properties: []Property{
				statement,
				when("When it was voted on: a roll call has a date. It never hides the position."),
			}},
			{Name: "Proposal", Plural: "proposals", Class: "schema:CreativeWork", Evidenced: true, Time: Event, Doc: "A text on the table, in one version.", Properties: []Property{
				when("When it came up."),
			}},
			{Name: "Claim", Plural: "claims", Class: "schema:Claim", Evidenced: true, Verified: true, Time: Event, Doc: "A fact, forecast or assessment that someone puts forward.", Properties: []Property{
				statement,
				when("When it was put forward."),
			}},
			{Name: "Source", Plural: "sources", Role: Publication, Class: "schema:CreativeWork", Doc: "A text or data set that says things.", Properties: []Property{
				{Name: "title", Type: Text, Editorial: true, Doc: "Its title."},
				{Name: "publisher", Type: Text, Editorial: true, Doc: "Who published it."},
				{Name: "published", Type: Date, Editorial: true, Doc: "When it was published."},
				{Name: "withdrawn", Type: Date, Editorial: true, Doc: "When its publisher withdrew it."},
				{Name: "url", Type: Text, Format: URL, Editorial: true, Doc: "Where it can be read: an address of http, https, doi or urn."},
				{Name: "text", Type: Text, Editorial: true, Doc: "Its whole text; quotes point into it."},
				{Name: "language", Type: Text, Editorial: true, Doc: "The language of the text, as BCP 47 writes it: \"en\", \"pt-BR\"."},
			}},
		},
		Edges: []Edge{
			{Name: "HOLDS_POST", Role: Occupies, From: []string{"Person"}, To: []string{"Post"}, Out: "posts", In: "holders", Time: State, Doc: "A person holds an office.", Properties: []Property{
				{Name: "occupancy", Type: Enumerated, Enum: occupancy, Identity: true, Required: true, InLabel: true, Doc: "How the office is held."},
				heldWhen,
			}},
			{Name: "POST_OF", Role: OfficeOf, From: []string{"Post"}, To: bodies, Out: "of", In: "posts", Doc: "An office belongs to a country or an organization."},
			{Name: "MEMBER_OF", From: actors, To: bodies, Out: "memberOf", In: "members", Time: State, Doc: "An actor belongs to a country or an organization.", Properties: []Property{
				{Name: "role", Type: Text, Doc: "As what."},
				when("The period of membership."),
			}},
			{Name: "RELATED_TO", From: []string{"Person"}, To: []string{"Person"}, Out: "relatedTo", In: "relatedFrom", Time: State, Doc: "A person is kin to, or married to, another.", Properties: []Property{
				{Name: "relationship", Type: Text, Doc: "What the first is to the second: \"son-in-law\"."},
			}},
			{Name: "LOCATED_IN", From: []string{"Place", "Organization"}, To: []string{"Place", "Country"}, Out: "locatedIn", In: "locations", Doc: "It lies in a larger place."},
			{Name: "PARTICIPATED_IN", From: actors, To: []string{"Meeting"}, Out: "meetings", In: "participants", Doc: "An actor takes part in a meeting, or is to.", Properties: []Property{
				{Name: "attendance", Type: Enumerated, Enum: attendance, InLabel: true, Leads: true, Doc: "Whether the actor came, or is to come."},
				{Name: "mode", Type: Enumerated, Enum: meetingMode, Side: 1, Doc: "How the actor attends; who does not has none."},
				{Name: "role", Type: Enumerated, Enum: participantRole, Doc: "As what the actor takes part."},
				{Name: "capacity", Type: Reference, To: []string{"Post"}, Identity: true, Doc: "The office in which the actor takes part."},
				{Name: "onBehalfOf", Type: Reference, To: actors, Doc: "For whom the actor takes part."},
			}},
			{Name: "HELD_AT", From: []string{"Meeting"}, To: []string{"Place", "Country"}, Out: "places", In: "hosted", Doc: "A meeting takes place somewhere."},
			{Name: "FOLLOWS", From: []string{"Meeting"}, To: []string{"Meeting"}, Out: "follows", In: "followedBy", Sequel: true, Doc: "A meeting comes after another."},
			{Name: "PART_OF", From: []string{"Meeting"}, To: []string{"Meeting"}, Out: "partOf", In: "parts", Doc: "A meeting is part of a larger one or of a series."},
			{Name: "ABOUT", Role: SubjectMatter, Reflexive: true, From: []string{"Meeting", "Position", "Proposal", "Claim"}, To: entities, Out: "about", In: "mentionedBy", Doc: "It is about an entity."},
			{Name: "BROADER", From: []string{"Topic"}, To: []string{"Topic"}, Out: "broader", In: "narrower", Doc: "A topic falls under a broader one (SKOS: broader)."},
			{Name: "HOLDS", From: actors, To: []string{"Position"}, Out: "positions", In: "holders", Time: State, Doc: "An actor takes a stance on a position.", Properties: []Property{
				{Name: "stance", Type: Enumerated, Enum: stance, Identity: true, Required: true, InLabel: true, Doc: "Which stance."},
				heldWhen,
				{Name: "condition", Type: Text, Doc: "Under which condition, where the stance is CONDITIONAL."},
			}},
			{Name: "EXCLUDES", Symmetric: true, SameKind: true, From: propositions, To: propositions, Out: "excludes", In: "excludes", Doc: "Both cannot hold, whichever of them is named first."},
			{Name: "ENTAILS", SameKind: true, From: propositions, To: propositions, Out: "entails", In: "entailedBy", Doc: "Where the first holds, so does the other."},
			{Name: "CONTRIBUTED_TO", From: actors, To: []string{"Proposal"}, Out: "proposals", In: "contributors", Time: Event, Doc: "An actor worked on a proposal.", Properties: []Property{
				{Name: "contribution", Type: Enumerated, Enum: contribution, Identity: true, Required: true, InLabel: true, Doc: "What the actor did."},
				when("When."),
			}},
			{Name: "REVISES", From: []string{"Proposal"}, To: []string{"Proposal"}, Out: "revises", In: "revisedBy", Sequel: true, Doc: "A proposal is a later version of another."},
			{Name: "ASSERTS", From: actors, To: []string{"Claim"}, Out: "claims", In: "assertions", Time: Event, Doc: "An actor puts a claim forward, or speaks to it.", Properties: []Property{
				{Name: "verdict", Type: Enumerated, Enum: verdict, Identity: true, Required: true, InLabel: true, Speech: true, Doc: "What the actor says of the claim."},
				when("When."),
			}},
		},
		Evidence: []Property{
			{Name: "quote", Type: Text, Doc: "The words, exactly as the source has them."},
			{Name: "start", Type: Number, Doc: "Where the quote begins in the source's text, in Unicode code points from 0."},
			{Name: "end", Type: Number, Doc: "Where the quote ends: the code point after its last."},
			{Name: "locator", Type: Text, Doc: "Where in a data set it stands, in place of a quote."},
			{Name: "act", Type: Enumerated, Enum: act, Doc: "The verb with which it is said."},
			{Name: "basis", Type: Enumerated, Enum: basis, Doc: "Whether the source states it or it is inferred."},
			{Name: "saidWhen", Type: Date, Doc: "When it was said."},
			{Name: "source", Type: Reference, To: []string{"Source"}, Doc: "The source that says it."},
			{Name: "saidBy", Type: Reference, To: actors, Doc: "Whom the source has saying it; null where the source itself speaks."},
			{Name: "saidFor", Type: Reference, To: actors, Doc: "For whom the speaker speaks, who may be the speaker; null where that is not said."},
			{Name: "saidAt", Type: Reference, To: []string{"Meeting"}, Doc: "The meeting at which it was said."},
			{Name: "corrects", Type: TextList, To: []string{"Source"}, Doc: "The ids of sources that it corrects: what these say of the same is not so. They need not be there yet."},
		},
		Derived: []Derived{met(), represents(), agreesWith(), conflictsWith()},
		Weighed: []Property{
			{Name: "verification", Type: Enumerated, Enum: verification, Doc: "What those who speak to it make of it together."},
			{Name: "support", Type: Tally, Doc: "How many principals affirm it, deny it or will not say, and how many publishers say so."},
		},
		Lasting: []Property{
			{Name: "periods", Type: Spans, Doc: "When it held, as far as the statements tell; the contrary ones too."},
			{Name: "current", Type: Flag, Doc: "Whether its last period has no end."},
		},
		Judged: []Property{
			{Name: "counts", Type: Flag, Doc: "Whether it counts: it was not corrected, and its source was not withdrawn."},
			{Name: "polarity", Type: Enumerated, Enum: polarity, Doc: "How it bears on what it is for; what is said of a claim, on the claim."},
		},
		Spoken: []Property{
			{Name: "course", Type: Course, Internal: true, Doc: "What the votes came to with what was said by each day."},
		},
		Uttered: []Property{
			{Name: "uttered", Type: Spans, Internal: true, Doc: "Since when somebody has said it."},
		},
	}
}

// The model's closed lists of values.
var (
	classification = enum("OrganizationClassification", "Sorts of organization (Popolo: classification).",
		"GOVERNMENT: a government or an office of one",
		"LEGISLATURE: a parliament, or a chamber of one",
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
		"SPOKESPERSON: one who speaks for others", "ADVISER: an adviser", "OTHER: none of these").
		with(speaks, "SPOKESPERSON")
	meetingStatus = enum("MeetingStatus", "How far a meeting has come (schema.org: eventStatus).",
		"EXPECTED: someone expects it", "SCHEDULED: it is fixed", "ONGOING: it is taking place", "HELD: it took place",
		"POSTPONED: it was put off", "CANCELLED: it was called off", "UNKNOWN: the sources do not say").
		with(occurred, "ONGOING", "HELD").with(negative, "POSTPONED", "CANCELLED").with(weak, "UNKNOWN").with(undoes, "CANCELLED")
	meetingFormat = enum("MeetingFormat", "Forms of a meeting (PLOVER).",
		"VISIT: one visits another", "NEGOTIATION: sides negotiate", "TALKS: people talk",
		"MULTILATERAL: several sides at one table", "SERIES: not a meeting but a row of them",
		"INDIRECT: through a mediator, not in one room")
	meetingMode = enum("AttendanceMode", "How one attends (schema.org: eventAttendanceMode).",
		"IN_PERSON: face to face", "VIRTUAL: by video", "PHONE: by telephone", "MIXED: some so, some so", "UNKNOWN: the sources do not say").
		with(weak, "UNKNOWN")
	occupancy = enum("Occupancy", "How an office is held.",
		"HOLDER: in office", "FORMER: no longer in office", "ACTING: standing in", "INFORMAL: without appointment").
		with(concludes, "FORMER")
	attendance = enum("Attendance", "Whether one came, or is to come.",
		"EXPECTED: someone expects it", "CONFIRMED: it is confirmed beforehand", "ATTENDED: came", "DECLINED: said no",
		"ABSENT: did not come", "UNKNOWN: the sources do not say").
		with(occurred, "ATTENDED", "ABSENT").with(negative, "DECLINED", "ABSENT").with(weak, "UNKNOWN").
		with(side(1), "EXPECTED", "CONFIRMED", "ATTENDED").with(side(2), "DECLINED", "ABSENT")
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
		with(denies, "DENIED").with(silent, "NOT_CONFIRMED").with(confirms, "CONFIRMED")
	// From the weakest on: the order is that of [Strength].
	verification = enum("Verification", "What those who speak to something make of it together, from the weakest on: each principal, for whom others may speak, has one vote.",
		Denied+": it is only denied", Contested+": one affirms it and another denies it",
		Unverified+": none of these", Confirmed+": one confirms what another has said, and nobody denies it")
	act = enum("Act", "Verbs of saying.",
		"REPORTED: told as a fact", "SCHEDULED: announced as fixed", "EXPECTED: told as expected", "SAID: said",
		"CONFIRMED: confirmed", "CLAIMED: claimed", "WARNED: warned", "SPECULATED: supposed", "DECLINED: would not say",
		"NOT_CONFIRMED: did not confirm", "DENIED: denied").
		with(denies, "DENIED").with(silent, "DECLINED", "NOT_CONFIRMED").with(confirms, "CONFIRMED")
	polarity = enum("Polarity", "How words bear on what they are about.",
		Affirms.String()+": they say that it is so", Denies.String()+": they say that it is not", Silent.String()+": they will not say")
	basis = enum("Basis", "How firmly the words carry it.",
		"STATED: the words say it", "INFERRED: it follows from the words")
)
