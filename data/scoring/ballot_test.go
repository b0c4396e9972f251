package scoring

import (
	"errors"
	"testing"
)

// 满意 42、基本满意 10、不满意 3、不了解 5.
func example() Ballots {
	return Ballots{Entitled: 80, Present: 60, Issued: 60, Returned: 60, Valid: 55, Invalid: 5, Marks: []int{42, 10, 3}, Unknown: 5}
}

func TestCount(t *testing.T) {
	result, err := BallotConversion().Count(example())
	if err != nil {
		t.Fatal(err)
	}
	if want := "(42×100 + 10×70 + 3×30) ÷ 55 = 90.73"; result.Formula != want || result.Text(2) != "90.73" {
		t.Errorf("got %s", result.Formula)
	}
	if result.Spoilt != 0 || result.Valid != 55 {
		t.Errorf("got %+v", result)
	}
}

func TestCountWithoutValidBallots(t *testing.T) {
	result, err := BallotConversion().Count(Ballots{Issued: 5, Returned: 5, Invalid: 5, Marks: []int{0, 0, 0}, Unknown: 2, Abstained: 2})
	if err != nil {
		t.Fatal(err)
	}
	if result.Text(2) != "—" || result.Spoilt != 1 {
		t.Errorf("got %+v", result)
	}
}

func TestCountGradesBeforeRounding(t *testing.T) {
	scheme := BallotConversion()
	scheme.Grades = []Grade{{"满意单位", 9000}, {"一般单位", 0}}
	// (1999×100 + 1000×70) ÷ 2999 = 89.9967, shown as 90.0.
	result, err := scheme.Count(Ballots{Issued: 2999, Returned: 2999, Valid: 2999, Marks: []int{1999, 1000, 0}})
	if err != nil {
		t.Fatal(err)
	}
	if result.Text(1) != "90.0" || result.Grade != "一般单位" {
		t.Errorf("got %s %s", result.Text(1), result.Grade)
	}
}

func TestCountRefuses(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*Ballots)
		want   error
	}{
		{"收回多于发出", func(b *Ballots) { b.Issued = 59 }, ErrTooManyReturned},
		{"恰好一半不够", func(b *Ballots) { b.Entitled = 120 }, ErrNoQuorum},
		{"无人到会", func(b *Ballots) { b.Present = 0 }, ErrNoQuorum},
		{"实到多于应到", func(b *Ballots) { b.Entitled = 59 }, nil},
		{"有效加无效不等于收回", func(b *Ballots) { b.Invalid = 4 }, nil},
		{"各档不等于有效", func(b *Ballots) { b.Marks[2] = 4 }, nil},
		{"不了解多于无效", func(b *Ballots) { b.Abstained = 1 }, nil},
		{"负数", func(b *Ballots) { b.Marks[0] = -1 }, nil},
		{"档数不符", func(b *Ballots) { b.Marks = b.Marks[:2] }, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := example()
			tc.change(&b)
			result, err := BallotConversion().Count(b)
			if err == nil {
				t.Fatalf("got %s", result.Formula)
			}
			if tc.want != nil && !errors.Is(err, tc.want) {
				t.Errorf("error %v", err)
			}
		})
	}
	b := example()
	b.Entitled = 119
	if _, err := BallotConversion().Count(b); err != nil {
		t.Errorf("60 of 119 are a quorum: %v", err)
	}
}
