package scoring

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/measure"
)

// conversion is 票决换算: 满意 100 (taken for granted, the paper names the others), 基本满意 70, 不满意 30; 不了解 is no valid vote.
func conversion() BallotScheme {
	return BallotScheme{Name: "票决换算", Options: []Option{
		{"满意", 10000, true, true},
		{"基本满意", 7000, true, true},
		{"不满意", 3000, true, false},
		{"不了解", 0, false, false},
	}}
}

// lined is 满意度线: below 60 % satisfied a proposal is tracked and answered again.
func lined() BallotScheme {
	s := conversion()
	s.Name, s.Line = "满意度线（60%）", 6000
	return s
}

func TestBallotsConverted(t *testing.T) {
	graded := conversion()
	graded.Grades = []Grade{{"满意", 9074}, {"基本满意", 9073}, {"不满意", 0}}
	tests := []struct {
		name                 string
		scheme               BallotScheme
		tally                Tally
		score, rate, formula string
		counted, satisfied   int
		grade                string
		below                bool
		ballots              int
	}{
		{"the published example", conversion(), Tally{[]int{42, 10, 3, 5}, 0}, "90.73", "94.55", "(100×42 + 70×10 + 30×3) ÷ 55 = 90.73", 55, 52, "", false, 60},
		{"abstentions divide nothing", conversion(), Tally{[]int{42, 10, 3, 5}, 7}, "90.73", "94.55", "(100×42 + 70×10 + 30×3) ÷ 55 = 90.73", 55, 52, "", false, 67},
		{"the grade is decided before rounding", graded, Tally{[]int{42, 10, 3, 5}, 0}, "90.73", "94.55", "(100×42 + 70×10 + 30×3) ÷ 55 = 90.73", 55, 52, "不满意", false, 60},
		{"exactly on the line is not below", lined(), Tally{[]int{6, 0, 4, 0}, 1}, "72.00", "60.00", "(100×6 + 70×0 + 30×4) ÷ 10 = 72.00", 10, 6, "", false, 11},
		{"below the line although it rounds to it", lined(), Tally{[]int{59999, 0, 40001, 0}, 0}, "72.00", "60.00", "(100×59999 + 70×0 + 30×40001) ÷ 100000 = 72.00", 100000, 59999, "", true, 100000},
		{"a half is rounded up when shown", BallotScheme{Options: []Option{{"甲", 1, true, false}, {"乙", 0, true, false}}}, Tally{[]int{1, 1}, 0}, "0.01", "0.00", "(0.01×1 + 0×1) ÷ 2 = 0.01", 2, 0, "", false, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.scheme.Check(); err != nil {
				t.Fatal(err)
			}
			r := tt.scheme.Count(tt.tally)
			if got := measure.Round(r.Score, 2); got != tt.score {
				t.Errorf("score %s, want %s", got, tt.score)
			}
			if got := measure.Round(r.Rate, 2); got != tt.rate {
				t.Errorf("rate %s, want %s", got, tt.rate)
			}
			if r.Formula != tt.formula || r.Counted != tt.counted || r.Satisfied != tt.satisfied || r.Grade != tt.grade || r.Below != tt.below || tt.tally.Ballots() != tt.ballots {
				t.Errorf("%+v of %d ballots", r, tt.tally.Ballots())
			}
		})
	}
}

func TestNoVoteThatCounts(t *testing.T) {
	if r := lined().Count(Tally{[]int{0, 0, 0, 9}, 3}); r.Score != nil || r.Rate != nil || r.Below || r.Formula != "" {
		t.Errorf("%+v", r)
	}
}

func TestBallotSchemeRefused(t *testing.T) {
	tests := []struct {
		name   string
		change func(s *BallotScheme)
		want   string
	}{
		{"one option", func(s *BallotScheme) { s.Options = s.Options[:1] }, "应有 2 到 9 个"},
		{"more than there are digits", func(s *BallotScheme) { s.Options = slices.Repeat(s.Options, 3) }, "应有 2 到 9 个"},
		{"one that counts", func(s *BallotScheme) { s.Options = s.Options[2:] }, "至少要有 2 个"},
		{"satisfied but not counted", func(s *BallotScheme) { s.Options[3].Satisfied = true }, "不能算满意侧"},
		{"points but not counted", func(s *BallotScheme) { s.Options[3].Points = 1 }, "分值应为 0"},
		{"a line above all", func(s *BallotScheme) { s.Line = 10001 }, "0 到 100%"},
		{"no grade for the lowest", func(s *BallotScheme) { s.Grades = []Grade{{"优", 9000}} }, "下限应为 0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := conversion()
			tt.change(&s)
			if err := s.Check(); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

func TestRanksWithinClasses(t *testing.T) {
	scores := []*big.Rat{big.NewRat(90, 1), big.NewRat(80, 1), big.NewRat(80, 1), nil, big.NewRat(70, 1), big.NewRat(75, 1), big.NewRat(60, 1)}
	classes := []string{"甲", "甲", "甲", "甲", "甲", "乙", "乙"}
	if got, want := RanksWithin(classes, scores, Skip), []int{1, 2, 2, 0, 4, 1, 2}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got, want := RanksWithin(classes, scores, Dense), []int{1, 2, 2, 0, 3, 1, 2}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestAccountingOfARound(t *testing.T) {
	good := Accounting{Due: 120, Present: 61, Issued: 61, Returned: 60, Spoiled: 2, First: 60, Second: 60, EnteredSpoiled: 2}
	tests := []struct {
		name   string
		change func(*Accounting)
		broken []string
	}{
		{"all holds", func(*Accounting) {}, nil},
		{"half is not more than half", func(a *Accounting) { a.Present, a.Issued = 60, 60 }, []string{"到会过半数"}},
		{"more than half of an odd number", func(a *Accounting) { a.Due, a.Present = 121, 61 }, nil},
		{"more issued than present", func(a *Accounting) { a.Issued = 62 }, []string{"发出不多于实到"}},
		{"as many returned as issued", func(a *Accounting) { a.Issued = 60 }, nil},
		{"more returned than issued", func(a *Accounting) { a.Issued = 59 }, []string{"收回不多于发出"}},
		{"one not typed in", func(a *Accounting) { a.First = 59 }, []string{"一录录完", "有效加无效等于收回"}},
		{"one not typed in again", func(a *Accounting) { a.Second = 59 }, []string{"二录录完"}},
		{"fewer spoiled than announced", func(a *Accounting) { a.EnteredSpoiled = 1 }, []string{"无效票数相符"}},
		{"a difference left", func(a *Accounting) { a.Open = 1 }, []string{"两次录入一致或已核对"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := good
			tt.change(&a)
			var broken []string
			for _, s := range a.Statements() {
				if !s.Holds {
					broken = append(broken, s.Short)
				}
			}
			if !slices.Equal(broken, tt.broken) {
				t.Errorf("%v, want %v", broken, tt.broken)
			}
		})
	}
}

// Each number of the chain that is more than the one before it is said once.
func TestContradictionsOfARound(t *testing.T) {
	good := Accounting{Due: 120, Present: 70, Issued: 69, Returned: 60, Spoiled: 2, First: 60, Second: 60, EnteredSpoiled: 2}
	for said, change := range map[string]func(*Accounting){
		"":                   func(*Accounting) {},
		"实到 121 人多于应到 120 人": func(a *Accounting) { a.Present = 121 },
		"发出 71 张多于实到 70 人，一人只有一张票":                   func(a *Accounting) { a.Issued = 71 },
		"收回 60 张多于发出 59 张":                           func(a *Accounting) { a.Issued = 59 },
		"无效 3 张多于收回的 2 张；录入 60 张多于收回的 2 张":           func(a *Accounting) { a.Returned, a.Spoiled = 2, 3 },
		"录入的无效票 1 张与登记的 2 张不同，有效 59 ＋ 无效 2 不等于收回 60": func(a *Accounting) { a.EnteredSpoiled = 1 },
	} {
		a := good
		change(&a)
		if got := strings.Join(a.Contradictions(), "；"); got != said {
			t.Errorf("%q, want %q", got, said)
		}
	}
	if got := (Accounting{Due: 120, Present: 70, Issued: 69}).Contradictions(); len(got) != 0 {
		t.Errorf("before the ballots came back: %q", got)
	}
}

// More satisfied votes in the place of others never make a lower score, and the score stays between the least and the most points.
func TestScoreOfBallotsByRandomWalk(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 11))
	s := conversion()
	for range 2000 {
		tally := s.NewTally()
		for i := range tally.Votes {
			tally.Votes[i] = rng.IntN(60)
		}
		tally.Abstained = rng.IntN(10)
		was := s.Count(tally)
		if was.Score == nil {
			continue
		}
		if was.Score.Cmp(big.NewRat(30, 1)) < 0 || was.Score.Cmp(big.NewRat(100, 1)) > 0 || was.Counted+tally.Votes[3]+tally.Abstained != tally.Ballots() {
			t.Fatalf("%+v of %+v", was, tally)
		}
		if from := 1 + rng.IntN(2); tally.Votes[from] > 0 {
			tally.Votes[from]--
			tally.Votes[0]++
			if now := s.Count(tally); now.Score.Cmp(was.Score) <= 0 || now.Counted != was.Counted {
				t.Fatalf("%s after %s", now.Formula, was.Formula)
			}
		}
	}
}
