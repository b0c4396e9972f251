package scoring

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// BallotScheme converts marks on ballots to a score (票决换算).
type BallotScheme struct {
	Name    string
	Choices []Choice
	Grades  []Grade
	Note    string
}

// Choice is a mark that counts, with the points it is worth. 不了解 and an
// empty ballot are not choices.
type Choice struct {
	Name   string
	Points Points
}

// Ballots is the count for one target. A paper marked 不了解, one left empty
// (弃权) and a spoilt one are invalid for it (「不了解」不计有效票), and the first two
// are counted apart from each other.
type Ballots struct {
	Entitled, Present int   // 应到、实到; both 0 when no quorum is asked for
	Issued, Returned  int   // 发出、收回
	Valid, Invalid    int   // 有效、无效
	Marks             []int // by Choice, in the scheme's order; together Valid
	Unknown           int   // 不了解, part of Invalid
	Abstained         int   // 弃权, part of Invalid
}

// Errors of a count that make the vote itself void; the other errors of Count
// are mistakes in writing the count down.
var (
	ErrTooManyReturned = errors.New("收回票数多于发出票数,本次测评无效,须重新进行")
	ErrNoQuorum        = errors.New("到会人数未超过应到人数的一半,不能进行测评")
)

// BallotResult is a counted vote.
type BallotResult struct {
	Score   *big.Rat // nil when no ballot is valid
	Grade   string
	Valid   int
	Spoilt  int    // invalid ones that are neither 不了解 nor 弃权
	Formula string // (42×100 + 10×70 + 3×30) ÷ 55 = 90.73
}

// Text is the score for display, "—" without a valid ballot.
func (r BallotResult) Text(digits int) string {
	if r.Score == nil {
		return "—"
	}
	return show(r.Score, digits)
}

// Count checks and converts a count: 得分 = Σ(档分×票) ÷ Σ有效票. It returns
// ErrTooManyReturned or ErrNoQuorum (到会委员须过半数,严格大于) when the vote is
// void, or a Chinese sentence that names the numbers which do not add up.
func (s BallotScheme) Count(b Ballots) (BallotResult, error) {
	if err := s.check(b); err != nil {
		return BallotResult{}, err
	}
	result := BallotResult{Valid: b.Valid, Spoilt: b.Invalid - b.Unknown - b.Abstained}
	if b.Valid == 0 {
		return result, nil
	}
	result.Score = new(big.Rat)
	terms := make([]string, 0, len(s.Choices))
	for i, choice := range s.Choices {
		product := new(big.Rat).Mul(choice.Points.rat(), big.NewRat(int64(b.Marks[i]), 1))
		result.Score.Add(result.Score, product)
		terms = append(terms, fmt.Sprintf("%d×%s", b.Marks[i], choice.Points.short()))
	}
	result.Score.Mul(result.Score, big.NewRat(1, int64(b.Valid)))
	result.Grade = Rubric{Grades: s.Grades}.GradeOf(result.Score)
	result.Formula = fmt.Sprintf("(%s) ÷ %d = %s", strings.Join(terms, " + "), b.Valid, show(result.Score, 2))
	return result, nil
}

func (p Points) short() string {
	return strings.TrimSuffix(p.String(), ".00")
}

func (s BallotScheme) check(b Ballots) error {
	marks, err := s.marks(b)
	if err != nil {
		return err
	}
	switch {
	case b.Present > b.Entitled:
		return fmt.Errorf("实到 %d 人多于应到 %d 人", b.Present, b.Entitled)
	case b.Entitled > 0 && 2*b.Present <= b.Entitled:
		return fmt.Errorf("应到 %d 人,实到 %d 人:%w", b.Entitled, b.Present, ErrNoQuorum)
	case b.Returned > b.Issued:
		return fmt.Errorf("发出 %d 张,收回 %d 张:%w", b.Issued, b.Returned, ErrTooManyReturned)
	case b.Valid+b.Invalid != b.Returned:
		return fmt.Errorf("有效 %d 张 + 无效 %d 张 = %d 张,与收回 %d 张不符", b.Valid, b.Invalid, b.Valid+b.Invalid, b.Returned)
	case marks != b.Valid:
		return fmt.Errorf("各档合计 %d 票,与有效票 %d 张不符", marks, b.Valid)
	case b.Unknown+b.Abstained > b.Invalid:
		return fmt.Errorf("不了解 %d 张 + 弃权 %d 张,多于无效票 %d 张", b.Unknown, b.Abstained, b.Invalid)
	}
	return nil
}

// maxBallots keeps sums far from overflow; no county has as many voters.
const maxBallots = 100_000_000

func (s BallotScheme) marks(b Ballots) (sum int, err error) {
	if len(s.Choices) == 0 || len(b.Marks) != len(s.Choices) {
		return 0, fmt.Errorf("票决方案「%s」有 %d 档,计票结果却有 %d 档", s.Name, len(s.Choices), len(b.Marks))
	}
	for _, n := range append([]int{b.Entitled, b.Present, b.Issued, b.Returned, b.Valid, b.Invalid, b.Unknown, b.Abstained}, b.Marks...) {
		if n < 0 || n > maxBallots {
			return 0, fmt.Errorf("票数 %d 不对", n)
		}
	}
	for _, n := range b.Marks {
		sum += n
	}
	return sum, nil
}
