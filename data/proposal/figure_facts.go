package proposal

import (
	"cmp"
	"slices"

	"cppccdesk/data/proposal/docket"
)

// lineTest says whether a proposal counts.
type lineTest func(p *docket.Line) bool

func received(*docket.Line) bool { return true }

func filed(p *docket.Line) bool { return p.Filed() }

func merged(p *docket.Line) bool { return p.Conclusion == "并案" }

// transferred is a proposal that was not filed but goes on as something else (转意见和建议, 转社情民意信息, 作委员来信).
func transferred(p *docket.Line) bool {
	return notFiled(p) && p.Destination != "" && p.Destination != "退回提案人"
}

func notFiled(p *docket.Line) bool { return p.Conclusion == "不予立案" }

func unsettled(p *docket.Line) bool { return !filed(p) && !merged(p) && !notFiled(p) }

// due is a filed proposal that was handed to a unit (应办件).
func due(p *docket.Line) bool { return filed(p) && p.ToAnswer > 0 }

// answered wants every 主办 or 分办 unit's reply; the reply of a co-unit goes to the lead and does not count here.
func answered(p *docket.Line) bool { return due(p) && p.AnsweredAll() }

// dueOver looks at the first round, as 按期办复率 does; a rework has a deadline of its own.
func dueOver(p *docket.Line) bool { return due(p) && p.FirstDueOn != "" && p.FirstDueOn < p.Day }

func late(p *docket.Line) bool { return p.Late() }

func inTime(p *docket.Line) bool { return p.RepliedLate == 0 }

func returned(p *docket.Line) bool { return answered(p) && p.FeedbackRound > 0 }

func reworked(p *docket.Line) bool { return due(p) && p.Round > 1 }

func face(p *docket.Line) bool { return p.Face }

func isKey(p *docket.Line) bool { return p.IsKey }

func tracked(p *docket.Line) bool { return p.IsKey && p.Tracked }

// all holds where every one of the tests holds.
func all(tests ...lineTest) lineTest {
	return func(p *docket.Line) bool {
		return !slices.ContainsFunc(tests, func(t lineTest) bool { return !t(p) })
	}
}

// not turns a test round.
func not(test lineTest) lineTest { return func(p *docket.Line) bool { return !test(p) } }

// oneOf holds where what the proposal has is among the words.
func oneOf(of func(*docket.Line) string, words ...string) lineTest {
	return func(p *docket.Line) bool { return slices.Contains(words, of(p)) }
}

func classOf(p *docket.Line) string       { return p.Class }
func kindOf(p *docket.Line) string        { return p.Kind }
func timingOf(p *docket.Line) string      { return p.Timing }
func fieldOf(p *docket.Line) string       { return p.Field }
func categoryOf(p *docket.Line) string    { return p.Category }
func resultOf(p *docket.Line) string      { return p.ResultClass }
func firstResultOf(p *docket.Line) string { return p.FirstClass }
func adoptionOf(p *docket.Line) string    { return p.Adoption }

// An opinion that was not given is 未表态, whether the form says so or says nothing.
func attitudeOf(p *docket.Line) string     { return cmp.Or(p.Attitude, docket.NoOpinion) }
func satisfactionOf(p *docket.Line) string { return cmp.Or(p.Satisfaction, docket.NoOpinion) }
