package proposal

import (
	"cmp"

	"cppccdesk/data/proposal/docket"
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

// dueOver looks at the first round, as 按期办复率 does; a rework has a deadline of its own.
var dueOver = all(due, fact(func(p *docket.Line) bool { return p.FirstDueOn != "" && p.FirstDueOn < p.Day }))

var late = fact(func(p *docket.Line) bool { return p.Late() })

var inTime = fact(func(p *docket.Line) bool { return p.RepliedLate == 0 })

var returned = all(answered, fact(func(p *docket.Line) bool { return p.FeedbackRound > 0 }))

var reworked = all(due, fact(func(p *docket.Line) bool { return p.Round > 1 }))

// reworkedLow are those of reworked that a low score of an evaluation sent back, whatever the proposer said.
var reworkedLow = all(reworked, fact(func(p *docket.Line) bool { return p.Low }))

var face = fact(func(p *docket.Line) bool { return p.Face })

var isKey = fact((*docket.Line).FiledAsKey)

var tracked = all(isKey, fact(func(p *docket.Line) bool { return p.Tracked }))

var carriedOut = fact(func(p *docket.Line) bool { return p.CarriedOut() })

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
	adoptions    = wordsOf(func(p *docket.Line) string { return p.Adoption })

	// An opinion that was not given is 未表态, whether the form says so or says nothing.
	attitudes     = wordsOf(func(p *docket.Line) string { return cmp.Or(p.Attitude, docket.NoOpinion) })
	satisfactions = wordsOf(func(p *docket.Line) string { return cmp.Or(p.Satisfaction, docket.NoOpinion) })
)
