package measure

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"math/big"
	"os"
	"strings"
	"testing"
	"testing/quick"
)

func TestPercent(t *testing.T) {
	for _, tc := range []struct {
		name     string
		num, den int64
		digits   int
		want     string
	}{
		{"昆明立案率", 470, 578, 2, "81.31%"},
		{"昆明委员提案", 371, 470, 2, "78.94%"},
		{"昆明集体提案", 99, 470, 2, "21.06%"},
		{"昆明A", 433, 470, 2, "92.13%"},
		{"昆明B", 32, 470, 2, "6.81%"},
		{"昆明C", 5, 470, 2, "1.06%"},
		{"慈溪立案率", 348, 373, 2, "93.30%"},
		{"全国委员提案", 4534, 5006, 1, "90.6%"},
		{"全国集体提案", 472, 5006, 1, "9.4%"},
		{"全国经济", 1985, 5006, 1, "39.7%"},
		{"全国政治", 465, 5006, 1, "9.3%"},
		{"全国文化", 457, 5006, 1, "9.1%"},
		{"全国社会", 1436, 5006, 1, "28.7%"},
		{"全国生态", 663, 5006, 1, "13.2%"},
		{"婺城采纳率", 173 + 44, 244, 1, "88.9%"},
		{"呈贡B转A", 16, 23, 1, "69.6%"},
		{"昆明优秀", 47, 470, 0, "10%"},
		{"称职", 4, 28, 2, "14.29%"},
		{"舍入陷阱", 349, 400, 1, "87.3%"},
		{"舍入陷阱两位", 349, 400, 2, "87.25%"},
		{"half at two digits", 1, 800, 2, "0.13%"},
		{"just below a half", 124999, 1000000, 1, "12.5%"},
		{"nothing of something", 0, 5, 2, "0.00%"},
		{"分母为0", 0, 0, 2, "—"},
		{"分母为0分子不为0", 3, 0, 2, "—"},
		{"负增长", -349, 400, 1, "-87.3%"},
		{"no negative zero", -1, 100000, 1, "0.0%"},
		{"negative digits", 1, 2, -3, "50%"},
		{"beyond int64 when multiplied", math.MaxInt64, math.MaxInt64 - 1, 1, "100.0%"},
		{"smallest number", math.MinInt64, math.MaxInt64, 0, "-100%"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := (Ratio{tc.num, tc.den}).Percent(tc.digits); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

// A rounded percentage is never further than half a unit from the fraction, and
// complementary shares stay within one unit of 100.
func TestPercentStaysWithinHalfAUnit(t *testing.T) {
	within := func(num, den uint16) bool {
		if den == 0 {
			return true
		}
		r := Ratio{int64(num), int64(den)}
		text := r.Percent(2)
		shown, err := ParseDecimal(text[:len(text)-1])
		if err != nil {
			return false
		}
		gap := shown.Rat()
		gap.Sub(gap, big.NewRat(100*int64(num), int64(den)))
		return gap.Cmp(big.NewRat(1, 200)) <= 0 && gap.Cmp(big.NewRat(-1, 200)) > 0
	}
	if err := quick.Check(within, nil); err != nil {
		t.Error(err)
	}
}

func TestParseDecimal(t *testing.T) {
	for text, want := range map[string]string{"87.25": "87.25", "84.995": "84.995", "-0.04": "-0.04", "+90": "90", "1.0050": "1.005", "0087.50": "87.5"} {
		if got, err := ParseDecimal(text); err != nil || got.String() != want {
			t.Errorf("%q was read as %s, %v; want %s", text, got, err, want)
		}
	}
	for _, bad := range []string{"", "1e9", "1E999999999", "1/3", "0x1", "NaN", "1.", ".5", "八十", "1,000", "\u22125", "99999999999999999", "0.1234567891"} {
		if got, err := ParseDecimal(bad); err == nil {
			t.Errorf("%q was read as %s", bad, got)
		}
	}
}

func TestRound(t *testing.T) {
	for _, tc := range []struct {
		exact  string
		digits int
		want   string
	}{
		{"84.995", 2, "85.00"},
		{"84.9949999999999999999", 2, "84.99"},
		{"-84.995", 2, "-85.00"},
		{"1/3", 2, "0.33"},
		{"2/3", 4, "0.6667"},
		{"-1/1000", 2, "0.00"},
		{"0.5", 0, "1"},
		{"0.5", -2, "1"},
		{"90", 2, "90.00"},
		{"123456789012345678901/7", 3, "17636684144620811271.571"},
	} {
		exact, _ := new(big.Rat).SetString(tc.exact)
		if got := Round(exact, tc.digits); got != tc.want {
			t.Errorf("%s with %d decimals is %s, want %s", tc.exact, tc.digits, got, tc.want)
		}
	}
}

// Decimals and fractions of the standard library round alike, apart from the sign of nothing.
func TestRoundIsThatOfFractions(t *testing.T) {
	alike := func(num int64, den uint32, digits uint8) bool {
		exact := big.NewRat(num, int64(den)+1)
		places := int(digits % 9)
		got, want := Round(exact, places), exact.FloatString(places)
		return got == want || got == strings.TrimPrefix(want, "-") && strings.Trim(got, "0.") == ""
	}
	if err := quick.Check(alike, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}

func TestRoundFloat(t *testing.T) {
	for _, tc := range []struct {
		f      float64
		digits int
		want   string
	}{
		{84.995, 2, "85.00"},
		{169.99 / 2, 2, "85.00"},
		{1.005, 2, "1.01"},
		{-1.005, 2, "-1.01"},
		{-0.001, 2, "0.00"},
		{2.5, 0, "3"},
		{1e20, 1, "100000000000000000000.0"},
		{5e-324, 2, "0.00"},
		{math.Inf(1), 2, "+Inf"},
	} {
		if got := RoundFloat(tc.f, tc.digits); got != tc.want {
			t.Errorf("%g with %d decimals is %s, want %s", tc.f, tc.digits, got, tc.want)
		}
	}
}

func TestFigure(t *testing.T) {
	for _, tc := range []struct {
		name        string
		figure      Figure
		text, parts string
	}{
		{"rate", Figure{Name: "立案率", Num: 470, Den: 578, IsRate: true, Digits: 2, Unit: "件"}, "81.31%", "470 ÷ 578 件"},
		{"rate of nothing", Figure{Name: "办复率", IsRate: true, Digits: 2}, "—", "0 ÷ 0"},
		{"count", Figure{Name: "收到", Num: 578, Unit: "件"}, "578", "件"},
		{"count against a plan", Figure{Name: "评议", Num: 12, Den: 13, Unit: "件"}, "12", "12 / 13 件"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.figure.Text(); got != tc.text {
				t.Errorf("text %s, want %s", got, tc.text)
			}
			if got := tc.figure.Parts(); got != tc.parts {
				t.Errorf("parts %s, want %s", got, tc.parts)
			}
		})
	}
}

func TestIdentity(t *testing.T) {
	national := Identity{Name: "收到", Total: 5898, Parts: []Part{{"立案", 5006}, {"并案", 160}, {"转意见", 732}}}
	if national.Difference() != 0 {
		t.Errorf("got %d", national.Difference())
	}
	for part, want := range map[int64]int64{150: 10, 161: -1} {
		national.Parts[1].Count = part
		if got := national.Difference(); got != want {
			t.Errorf("with %d the difference is %d, want %d", part, got, want)
		}
	}
}

// Four counties' published statistics: every identity holds and every
// percentage is the half-up rounding of its counts; none is arithmetically wrong.
func TestPublishedStatistics(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/data/stats/published_statistics.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("published_statistics.json is not on this machine")
	}
	if err != nil {
		t.Fatal(err)
	}
	var counties []struct {
		ID    string
		Parts [][3]json.RawMessage
		Pcts  [][4]json.RawMessage
	}
	if err := json.Unmarshal(raw, &counties); err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, county := range counties {
		for _, entry := range county.Pcts {
			name, published := unquote(t, entry[0]), unquote(t, entry[3])
			r := Ratio{number(t, entry[1]), number(t, entry[2])}
			_, decimals, _ := strings.Cut(strings.TrimSuffix(published, "%"), ".")
			if got := r.Percent(len(decimals)); got != published {
				t.Errorf("%s %s: %d ÷ %d is %s, published %s", county.ID, name, r.Num, r.Den, got, published)
			}
			checked++
		}
		for _, entry := range county.Parts {
			identity := Identity{Name: unquote(t, entry[0]), Total: number(t, entry[1])}
			var parts map[string]int64
			if err := json.Unmarshal(entry[2], &parts); err != nil {
				t.Fatal(err)
			}
			for name, count := range parts {
				identity.Parts = append(identity.Parts, Part{name, count})
			}
			if identity.Difference() != 0 {
				t.Errorf("%s: %+v does not add up", county.ID, identity)
			}
		}
	}
	if checked != 25 {
		t.Errorf("checked %d percentages, the file had 25", checked)
	}
}

func unquote(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func number(t *testing.T, raw json.RawMessage) int64 {
	t.Helper()
	var n int64
	if err := json.Unmarshal(raw, &n); err != nil {
		t.Fatal(err)
	}
	return n
}
