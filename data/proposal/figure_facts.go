package proposal

import (
	"cmp"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/roster"
)

var received = fact(func(*docket.Line) bool { return true })

var filed = fact(func(p *docket.Line) bool { return p.Filed() })

var merged = fact(func(p *docket.Line) bool { return p.Conclusion == "并案" })

// transferred is a proposal that was not filed but goes on as something else (转意见和建议, 转社情民意信息, 作委员来信).
var transferred = all(notFiled, fact(func(p *docket.Line) bool { return p.Destination != "" && p.Destination != "退回提案人" }))

var notFiled = fact(func(p *docket.Line) bool { return p.Conclusion == "不予立案" })

var unsettled = all(not(filed), not(merged), not(notFiled))

// due is a filed proposal that was handed to a unit (应办件).
var due = all(filed, fact(func(p *docket.Line) bool { return p.ToAnswer > 0 }))

// answered wants every 主办 or 分办 unit's reply; the reply of a co-unit goes to the lead and does not count here.
var answered = all(due, fact(func(p *docket.Line) bool { return p.AnsweredAll() }))

// dueOver looks at the first round, as 按期办复率 does; a rework has a deadline of its own. Of several units one that is or was late is enough, so that what is
// over due is what was answered in time, answered late, and is late.
var dueOver = all(due, fact(func(p *docket.Line) bool {
	return p.FirstDueOn != "" && (p.FirstDueOn < p.Day || p.Late() && p.OpenRound == 1 || p.AnsweredAll() && p.RepliedLate > 0)
}))

// beingDone and allReplied part what is due.
var (
	beingDone  = all(due, fact(func(p *docket.Line) bool { return p.AtWork() }))
	allReplied = fact(func(p *docket.Line) bool { return p.Settled() })
)

// lateFirst and lateAgain part late by the round of the deadline that is over.
var (
	lateFirst = all(late, fact(func(p *docket.Line) bool { return p.OpenRound == 1 }))
	lateAgain = all(late, fact(func(p *docket.Line) bool { return p.OpenRound > 1 }))
)

var late = fact(func(p *docket.Line) bool { return p.Late() })

var inTime = fact(func(p *docket.Line) bool { return p.RepliedLate == 0 })

var returned = all(answered, fact(func(p *docket.Line) bool { return p.FeedbackRound > 0 }))

var reworked = all(due, fact(func(p *docket.Line) bool { return p.Round > 1 }))

// reworkedLow are those of reworked that a low score of an evaluation sent back, whatever the proposer said.
var reworkedLow = all(reworked, fact(func(p *docket.Line) bool { return p.Low }))

var face = fact(func(p *docket.Line) bool { return p.Face })

var isKey = fact((*docket.Line).FiledAsKey)

var tracked = all(isKey, fact(func(p *docket.Line) bool { return p.Tracked }))

// joint3 is a proposal of three members or more, those who only second it not counted.
var joint3 = fact(func(p *docket.Line) bool {
	n := 0
	p.Movers.Each(func(_ int64, _, joint bool) {
		if joint {
			n++
		}
	})
	return n >= 3
})

var instructed = all(filed, fact(func(p *docket.Line) bool { return p.Instructed }))

var carriedOut = fact(func(p *docket.Line) bool { return p.CarriedOut() })

// lookedAt are those that the office looked at again after the replies (回头看).
var lookedAt = all(answered, fact(func(p *docket.Line) bool { return p.Found != "" }))

// What the proposals have one word each of.
var (
	classes      = wordsOf(func(p *docket.Line) string { return p.Class })
	kinds        = wordsOf(func(p *docket.Line) string { return p.Kind })
	timings      = wordsOf(func(p *docket.Line) string { return p.Timing })
	fields       = wordsOf(func(p *docket.Line) string { return p.Field })
	categories   = wordsOf(func(p *docket.Line) string { return p.Category })
	results      = wordsOf(func(p *docket.Line) string { return p.ResultClass })
	firstResults = wordsOf(func(p *docket.Line) string { return p.FirstClass })
	resultsNow   = wordsOf(func(p *docket.Line) string { return p.ClassNow() })
	found        = wordsOf(func(p *docket.Line) string { return p.Found })
	adoptions    = wordsOf(func(p *docket.Line) string { return p.Adoption })
	sessions     = wordsOf(func(p *docket.Line) string { return p.TermName + p.SessionName })
	submissions  = wordsOf(func(p *docket.Line) string { return p.SubmittedBy })
	destinations = wordsOf(func(p *docket.Line) string { return p.Destination })
	firstOpinion = wordsOf(func(p *docket.Line) string { return p.FirstSatisfaction }) // empty: none came back

	// What the first proposer belongs to, committees and groups as of the day the proposal came in.
	partiesOf  = belonging(func(_ *docket.Line, a *roster.Affiliation) []string { return a.Parties })
	sectors    = belonging(func(_ *docket.Line, a *roster.Affiliation) []string { return a.Sectors })
	committees = belonging(func(p *docket.Line, a *roster.Affiliation) []string { return a.Committees(cameIn(p)) })
	groups     = belonging(func(p *docket.Line, a *roster.Affiliation) []string { return a.Groups(cameIn(p)) })

	// An opinion that was not given is 未表态, whether the form says so or says nothing.
	attitudes     = wordsOf(func(p *docket.Line) string { return cmp.Or(p.Attitude, docket.NoOpinion) })
	satisfactions = wordsOf(func(p *docket.Line) string { return cmp.Or(p.Satisfaction, docket.NoOpinion) })
)

// cameIn is the day a proposal came in, that of the line where it is not known.
func cameIn(p *docket.Line) string { return cmp.Or(p.ReceivedOn, p.Day) }
