package scoring

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// anxiety are the ratings of 20 subjects by 3 raters that R package irr ships.
var anxiety = [20][3]int64{
	{3, 3, 2},
	{3, 6, 1},
	{3, 4, 4},
	{4, 6, 4},
	{5, 2, 3},
	{5, 4, 2},
	{2, 2, 1},
	{3, 4, 6},
	{5, 3, 1},
	{2, 3, 1},
	{2, 2, 1},
	{6, 3, 2},
	{1, 3, 3},
	{5, 3, 3},
	{2, 2, 1},
	{2, 2, 1},
	{1, 1, 3},
	{2, 3, 3},
	{4, 3, 2},
	{3, 4, 2},
}

func ratings(rows [][]int64) [][]*big.Rat {
	out := make([][]*big.Rat, len(rows))
	for i, row := range rows {
		for _, x := range row {
			out[i] = append(out[i], big.NewRat(x, 1))
		}
	}
	return out
}

func anxious() (rows [][]int64) {
	for _, row := range anxiety {
		rows = append(rows, append([]int64{}, row[:]...))
	}
	return rows
}

// The values are those of irr::kendall and irr::icc (model twoway).
func TestAgreementIsThatOfR(t *testing.T) {
	a, ok := agree(ratings(anxious()))
	if !ok || a.Items != 20 || a.Raters != 3 || !a.Tied {
		t.Fatalf("got %+v, %v", a, ok)
	}
	for _, tc := range []struct {
		name   string
		got    *big.Rat
		digits int
		want   string
	}{
		{"W", a.Plain, 5, "0.50192"},
		{"W corrected for ties", a.W, 5, "0.53966"},
		{"chi square", a.ChiSquare, 3, "30.760"},
		{"ICC(A,1)", a.Absolute, 5, "0.19800"},
		{"ICC(C,1)", a.Consistent, 5, "0.21605"},
	} {
		if got := tc.got.FloatString(tc.digits); got != tc.want {
			t.Errorf("%s is %s, want %s", tc.name, got, tc.want)
		}
	}
}

func TestAgreementOfThoseWhoAgree(t *testing.T) {
	a, ok := agree(ratings([][]int64{{1, 1}, {2, 2}, {3, 3}}))
	if !ok || a.W.Cmp(rat("1")) != 0 || a.Absolute.Cmp(rat("1")) != 0 || a.Consistent.Cmp(rat("1")) != 0 {
		t.Errorf("the same: %+v", a)
	}
	a, ok = agree(ratings([][]int64{{1, 11}, {2, 12}, {3, 13}}))
	if !ok || a.W.Cmp(rat("1")) != 0 || a.Consistent.Cmp(rat("1")) != 0 || a.Absolute.Cmp(rat("1/10")) > 0 {
		t.Errorf("one milder by ten: W %s, %s, %s", a.W, a.Consistent, a.Absolute)
	}
	a, ok = agree(ratings([][]int64{{1, 3}, {2, 2}, {3, 1}}))
	if !ok || a.W.Sign() != 0 {
		t.Errorf("opposite: %+v", a)
	}
	for name, rows := range map[string][][]int64{"one thing": {{1, 2}}, "one rater": {{1}, {2}}, "no difference": {{2, 3}, {2, 3}, {2, 3}}, "nothing": {}, "nobody": {{}, {}}} {
		if _, ok := agree(ratings(rows)); ok {
			t.Errorf("%s agrees", name)
		}
	}
}

func TestAgreementDependsOnNoOrder(t *testing.T) {
	want, _ := agree(ratings(anxious()))
	random := rand.New(rand.NewPCG(11, 12))
	for range 20 {
		rows := anxious()
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		columns := random.Perm(3)
		for i, row := range rows {
			rows[i] = []int64{row[columns[0]], row[columns[1]], row[columns[2]]}
		}
		got, _ := agree(ratings(rows))
		if got.W.Cmp(want.W) != 0 || got.Absolute.Cmp(want.Absolute) != 0 || got.Consistent.Cmp(want.Consistent) != 0 {
			t.Fatalf("got %s %s %s", got.W, got.Absolute, got.Consistent)
		}
	}
}
