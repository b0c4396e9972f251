package scoring

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"cppccdesk/data/measure"
)

// Option is what a voter can choose for a target (票决档次). One that is not
// counted (不了解) is reported apart and divides nothing.
type Option struct {
	Name      string
	Points    Points
	Counted   bool // 计入有效票
	Satisfied bool // 满意侧
}

// BallotScheme is a way of counting ballots (票决换算).
type BallotScheme struct {
	Name    string
	Options []Option // in the order of their digits
	Grades  []Grade  // best first; none when the scheme does not grade
	Line    Points   // satisfied votes in hundredths of a per cent below which a target is pointed out; 0: none
}

// maxOptions is the number of options that a digit of the number pad can choose.
const maxOptions = 9

// Check refuses schemes that cannot be counted with. The error is a Chinese
// sentence without its full stop.
func (s BallotScheme) Check() error {
	if err := s.check(); err != nil {
		return fmt.Errorf("评分表方案「%s」：%w", s.Name, err)
	}
	return nil
}

func (s BallotScheme) check() error {
	if len(s.Options) < 2 || len(s.Options) > maxOptions {
		return fmt.Errorf("票决档次应有 2 到 %d 个，现有 %d 个", maxOptions, len(s.Options))
	}
	counted := 0
	for _, o := range s.Options {
		switch {
		case o.Counted:
			counted++
		case o.Satisfied:
			return fmt.Errorf("票决档次「%s」不计有效票，就不能算满意侧", o.Name)
		case o.Points != 0:
			return fmt.Errorf("票决档次「%s」不计有效票，分值应为 0", o.Name)
		}
	}
	if counted < 2 {
		return errors.New("票决档次计入有效票的至少要有 2 个")
	}
	if s.Line < 0 || s.Line > 10000 {
		return errors.New("满意度线应在 0 到 100% 之间")
	}
	return Rubric{Grades: s.Grades}.checkGrades()
}

// Tally is what the valid ballots say of one target.
type Tally struct {
	Votes     []int // by the place of the option
	Abstained int   // valid ballots without a mark for the target (弃权)
}

// NewTally is a tally without a vote.
func (s BallotScheme) NewTally() Tally { return Tally{Votes: make([]int, len(s.Options))} }

// Ballots are the valid ballots the tally was made from.
func (t Tally) Ballots() int {
	n := t.Abstained
	for _, votes := range t.Votes {
		n += votes
	}
	return n
}

// BallotResult is what a target came to.
type BallotResult struct {
	Counted   int      // votes that divide: 有效票
	Satisfied int      // of them those of the satisfied side
	Score     *big.Rat // exact; nil when no vote counts
	Rate      *big.Rat // satisfied in per cent, exact; nil when no vote counts
	Grade     string   // decided on the exact score
	Below     bool     // the exact rate is below the line of the scheme
	Formula   string   // (100×42 + 70×10 + 30×3) ÷ 55 = 90.73
}

// Count works out a tally: Σ(档分×票) ÷ Σ有效票. Nothing is rounded before the
// grade and the line are decided.
func (s BallotScheme) Count(t Tally) BallotResult {
	var r BallotResult
	sum := new(big.Rat)
	var terms []string
	for i, o := range s.Options {
		if !o.Counted {
			continue
		}
		votes := int64(t.Votes[i])
		r.Counted += t.Votes[i]
		if o.Satisfied {
			r.Satisfied += t.Votes[i]
		}
		sum.Add(sum, new(big.Rat).Mul(o.Points.rat(), big.NewRat(votes, 1)))
		terms = append(terms, fmt.Sprintf("%s×%d", o.Points.Decimal(), votes))
	}
	if r.Counted == 0 {
		return r
	}
	r.Score = sum.Mul(sum, big.NewRat(1, int64(r.Counted)))
	r.Rate = big.NewRat(int64(r.Satisfied)*100, int64(r.Counted))
	r.Grade = Rubric{Grades: s.Grades}.gradeOf(r.Score)
	r.Below = s.Line > 0 && r.Rate.Cmp(s.Line.rat()) < 0
	r.Formula = fmt.Sprintf("(%s) ÷ %d = %s", strings.Join(terms, " + "), r.Counted, measure.Round(r.Score, 2))
	return r
}

// Accounting is the count of people and ballots of a round (票务).
type Accounting struct {
	Due, Present              int // 应到, 实到
	Issued, Returned, Spoiled int // as announced at the meeting
	First, Second             int // ballots typed in by the first and by the second person
	EnteredSpoiled            int // of the first person's those that are spoiled
	Open                      int // differences between the two that nobody has settled
}

// Quorum reports whether more than half of those due were present (到会过半数,
// strictly more).
func (a Accounting) Quorum() bool { return 2*a.Present > a.Due }

// Voids reports whether more ballots came back than were issued (收回多于发出):
// the round is void.
func (a Accounting) Voids() bool { return a.Returned > a.Issued }

// Contradictions are what of the numbers cannot be, one clause each, in the order of the chain 应到 ≥ 实到 ≥ 发出 ≥ 收回 = 有效 ＋ 无效. Numbers that are
// still to come are none.
func (a Accounting) Contradictions() (found []string) {
	for _, c := range []struct {
		less, more int
		wording    string
	}{
		{a.Due, a.Present, "实到 %d 人多于应到 %d 人"},
		{a.Present, a.Issued, "发出 %d 张多于实到 %d 人，一人只有一张票"},
		{a.Issued, a.Returned, "收回 %d 张多于发出 %d 张"},
		{a.Returned, a.Spoiled, "无效 %d 张多于收回的 %d 张"},
		{a.Returned, a.First, "录入 %d 张多于收回的 %d 张"},
	} {
		if c.more > c.less {
			found = append(found, fmt.Sprintf(c.wording, c.more, c.less))
		}
	}
	if a.First == a.Returned && a.First > 0 && a.EnteredSpoiled != a.Spoiled {
		found = append(found, fmt.Sprintf("录入的无效票 %d 张与登记的 %d 张不同，有效 %d ＋ 无效 %d 不等于收回 %d", a.EnteredSpoiled, a.Spoiled, a.First-a.EnteredSpoiled, a.Spoiled, a.Returned))
	}
	return found
}

// Statement is an identity of the accounting with whether it holds.
type Statement struct {
	Text  string
	Holds bool
	Short string // what holds or not, in a word
	Done  bool   // of how far the meeting or the typing is; else of numbers that must agree
}

// Statements are what must hold before a round is locked, in the order in which
// it is worked through.
func (a Accounting) Statements() []Statement {
	returned := fmt.Sprintf("收回 %d ≤ 发出 %d", a.Returned, a.Issued)
	if a.Returned == 0 {
		returned = "收回票数还没有填"
	}
	return []Statement{
		{fmt.Sprintf("实到 %d 超过应到 %d 的半数", a.Present, a.Due), a.Quorum(), "到会过半数", true},
		{fmt.Sprintf("发出 %d ≤ 实到 %d", a.Issued, a.Present), a.Issued <= a.Present && a.Present <= a.Due, "发出不多于实到", false},
		{returned, !a.Voids() && a.Returned > 0, "收回不多于发出", false},
		{fmt.Sprintf("一录 %d 张 = 收回 %d", a.First, a.Returned), a.First == a.Returned && a.First > 0, "一录录完", true},
		{fmt.Sprintf("录入无效 %d = 登记无效 %d", a.EnteredSpoiled, a.Spoiled), a.EnteredSpoiled == a.Spoiled, "无效票数相符", false},
		{fmt.Sprintf("有效 %d ＋ 无效 %d = 收回 %d", a.First-a.EnteredSpoiled, a.EnteredSpoiled, a.Returned), a.First == a.Returned, "有效加无效等于收回", false},
		{fmt.Sprintf("二录 %d 张 = 收回 %d", a.Second, a.Returned), a.Second == a.Returned && a.Second > 0, "二录录完", true},
		{fmt.Sprintf("未核对的不同 %d 处", a.Open), a.Open == 0, "两次录入一致或已核对", true},
	}
}
