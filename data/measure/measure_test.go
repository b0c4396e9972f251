package measure

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
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

func TestValue(t *testing.T) {
	if got := (Ratio{98, 22}).Value(4); got != "4.4545" {
		t.Errorf("98/22 = %s", got)
	}
	if got := (Ratio{98, 0}).Value(4); got != Undefined {
		t.Errorf("98/0 = %s", got)
	}
}

// Two departments with 1/1 and 1/9 answered: the total is 2/10, not the mean 55.56%.
func TestSumIsNotAMean(t *testing.T) {
	if got := Sum(Ratio{1, 1}, Ratio{1, 9}, Ratio{0, 0}).Percent(2); got != "20.00%" {
		t.Errorf("got %s", got)
	}
}

func TestCmpAndAtLeast(t *testing.T) {
	if (Ratio{1, 3}).Cmp(Ratio{2, 6}) != 0 || (Ratio{1, 3}).Cmp(Ratio{1, 2}) != -1 {
		t.Error("fractions compare wrongly")
	}
	if (Ratio{0, 0}).Cmp(Ratio{0, 1}) != 1 || (Ratio{0, 1}).Cmp(Ratio{0, 0}) != -1 || (Ratio{}).Cmp(Ratio{}) != 0 {
		t.Error("undefined ratios must come last")
	}
	sixty := DecimalOf(60, 1)
	if (Ratio{59996, 100000}).AtLeast(sixty) {
		t.Error("59.996% passes as 60%")
	}
	if !(Ratio{3, 5}).AtLeast(sixty) || (Ratio{0, 0}).AtLeast(sixty) {
		t.Error("line of 60% judged wrongly")
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
		gap := shown.Sub(DecimalOf(100*int64(num), int64(den)))
		return gap.Cmp(DecimalOf(1, 200)) <= 0 && gap.Cmp(DecimalOf(-1, 200)) > 0
	}
	if err := quick.Check(within, nil); err != nil {
		t.Error(err)
	}
}

func TestDecimal(t *testing.T) {
	for _, tc := range []struct {
		text   string
		digits int
		want   string
	}{
		{"87.25", 1, "87.3"},
		{"84.995", 2, "85.00"},
		{"84.99", 1, "85.0"},
		{"84.99", 2, "84.99"},
		{"1.005", 2, "1.01"},
		{"2.675", 2, "2.68"},
		{"-0.04", 1, "0.0"},
		{"90", 2, "90.00"},
	} {
		d, err := ParseDecimal(tc.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Round(tc.digits); got != tc.want {
			t.Errorf("%s to %d digits is %s, want %s", tc.text, tc.digits, got, tc.want)
		}
	}
	for _, bad := range []string{"", "1e9", "1/3", "0x1", "NaN", "1.", ".5", "八十", "1,000", "99999999999999999"} {
		if d, err := ParseDecimal(bad); err == nil {
			t.Errorf("%q was read as %s", bad, d.Round(2))
		}
	}
	third := DecimalOf(1, 3)
	if third.Add(third).Add(third).Cmp(DecimalOf(1, 1)) != 0 {
		t.Error("three thirds are not one")
	}
	if got := Hundredths(9350).Mul(DecimalOf(1, 5)).Sub(Decimal{}).Over(2).Round(3); got != "9.350" {
		t.Errorf("93.50 × 0.2 ÷ 2 = %s", got)
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

func TestCompare(t *testing.T) {
	for _, tc := range []struct {
		name      string
		ratio     Ratio
		published string
		want      Agreement
		sentence  string
	}{
		{"half up", Ratio{349, 400}, "87.3%", Agrees, ""},
		{"舍入陷阱", Ratio{349, 400}, "87.2%", HalfToEven, "公布 87.2%,按 349÷400 四舍五入应为 87.3%(公布值把末位的五舍去了)"},
		{"cut off", Ratio{140, 145}, "96.5%", Truncated, "公布 96.5%,按 140÷145 四舍五入应为 96.6%(公布值为截尾)"},
		{"too high", Ratio{129, 134}, "97%", RoundedUp, "公布 97%,按 129÷134 四舍五入应为 96%(公布值多进了一位)"},
		{"wrong", Ratio{129, 134}, "99%", Wrong, "公布 99%,按 129÷134 应为 96%,数字不符"},
		{"full width sign", Ratio{1, 2}, " 50 % ", Agrees, ""},
		{"at least", Ratio{1, 2}, "99%以上", Unreadable, "「99%以上」无法与 1÷2 核对"},
		{"no denominator", Ratio{0, 0}, "0%", Unreadable, "「0%」无法与 0÷0 核对"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.ratio.Compare(tc.published); got != tc.want {
				t.Errorf("got %d, want %d", got, tc.want)
			}
			if got := tc.ratio.AgreesWith(tc.published); got != (tc.want == Agrees) {
				t.Errorf("AgreesWith = %t", got)
			}
			if got := tc.ratio.Sentence(tc.published); got != tc.sentence {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestIdentity(t *testing.T) {
	national := Identity{Name: "收到", Total: 5898, Parts: []Part{{"立案", 5006}, {"并案", 160}, {"转意见", 732}}}
	if national.Difference() != 0 || national.Sentence() != "" {
		t.Errorf("got %s", national.Sentence())
	}
	national.Parts[1].Count = 150
	if got, want := national.Sentence(), "收到不平:总数 5898,立案 5006 + 并案 150 + 转意见 732 = 5888,少 10"; got != want {
		t.Errorf("got %s", got)
	}
	national.Parts[1].Count = 161
	if got, want := national.Sentence(), "收到不平:总数 5898,立案 5006 + 并案 161 + 转意见 732 = 5899,多 1"; got != want {
		t.Errorf("got %s", got)
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
			if sentence := r.Sentence(published); sentence != "" {
				t.Errorf("%s %s: %s", county.ID, name, sentence)
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
			if sentence := identity.Sentence(); sentence != "" {
				t.Errorf("%s: %s", county.ID, sentence)
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
