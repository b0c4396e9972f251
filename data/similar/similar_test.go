package similar

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestLikeTitles(t *testing.T) {
	titles := []string{
		"关于加强城区停车管理的建议", "关于进一步加强我县城区停车管理的提案", "关于加强校园食品安全监管的建议", "关于治理城区内涝的建议", "关于增设城区公共停车位的建议",
		"关于规范电动自行车停放充电的建议", "关于加快发展夜间经济的建议",
	}
	x := NewIndex()
	for i, title := range titles {
		x.Add(int64(i+1), title)
	}
	for _, c := range []struct {
		name, title string
		want        []int64
	}{
		{"the same but for what all say", "关于加强城区停车管理的提案", []int64{2, 1}},
		{"full width and spaces", "关于加强 城区停车管理的建议", []int64{1, 2}},
		{"a subject of its own", "关于保护古树名木的建议", nil},
		{"only common words", "关于进一步加强我县工作的建议", nil},
		{"empty", "", nil},
		{"one character", "水", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int64
			for _, m := range x.Like(c.title, 0.7, 10) {
				got = append(got, m.ID)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v: %v", got, c.want, x.Like(c.title, 0, 10))
			}
		})
	}
}

// Every title is as like another as that is like it, itself is found with 1, and no score is outside 0 to 1.
func TestLikenessIsMutual(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	words := []string{"停车", "城区", "学校", "食品", "安全", "加强", "管理", "治理", "农村", "道路", "ＡＢ", "12", "·", " "}
	var titles []string
	x := NewIndex()
	for i := range 200 {
		var b strings.Builder
		for range 2 + rng.IntN(6) {
			b.WriteString(words[rng.IntN(len(words))])
		}
		titles = append(titles, b.String())
		x.Add(int64(i), b.String())
	}
	scores := map[[2]int64]float64{}
	for i, title := range titles {
		for _, m := range x.Like(title, 0.3, len(titles)) {
			if m.Score < 0.3 || m.Score > 1 {
				t.Fatalf("score %v of %q", m.Score, title)
			}
			scores[[2]int64{int64(i), m.ID}] = m.Score
		}
		if len(pairsOf(title)) > 0 && scores[[2]int64{int64(i), int64(i)}] < 0.999 {
			t.Errorf("%q is like itself by %v", title, scores[[2]int64{int64(i), int64(i)}])
		}
	}
	for p, score := range scores {
		if other := scores[[2]int64{p[1], p[0]}]; other < score-1e-9 || other > score+1e-9 {
			t.Fatalf("%q and %q: %v and %v", titles[p[0]], titles[p[1]], score, other)
		}
	}
}

// However many titles are alike, few are looked at, and the likest and newest are among them.
func TestManyTitlesAreAlike(t *testing.T) {
	x := NewIndex()
	const n = 20_000
	for i := range n {
		x.Add(int64(i), fmt.Sprintf("关于加强第%d小区停车管理的建议", i/2))
	}
	for _, i := range []int{0, 1_234, 9_876} {
		found := x.Like(fmt.Sprintf("关于加强第%d小区停车管理的建议", i), 0.7, 3)
		if len(found) < 2 || found[0] != (Match{int64(2*i + 1), 1}) || found[1] != (Match{int64(2 * i), 1}) {
			t.Errorf("%d: %v", i, found)
		}
	}
	all := []int32{}
	for i := range x.pairs {
		all = append(all, int32(i))
	}
	if at := x.candidates(all, func(float64, int) bool { return true }, 100, func(float64) float64 { return 0 }); len(at) > mostLooked {
		t.Errorf("looked at %d", len(at))
	}
	same := NewIndex()
	for i := range 3 * mostLooked {
		same.Add(int64(i), "关于加强城区停车管理的建议")
	}
	if found := same.Like("关于加强城区停车管理的建议", 0.7, 1); len(found) != 1 || found[0].ID != 3*mostLooked-1 {
		t.Errorf("of equal ones %v", found)
	}
}

func TestCompareTexts(t *testing.T) {
	a := "一、情况\n城区停车位不足，高峰时段沿街乱停，影响通行。\n二、建议\n利用边角地增设停车位。"
	b := "城区停车位不足,高峰时段沿街乱停，影响通行。\r\n\r\n建立智慧停车平台，收费公示。"
	left, right, common := Compare(a, b)
	if len(left) != 4 || left[1].Common != 1 || left[3].Common != 0 || len(right) != 2 || right[0].Common != 1 || right[1].Common != 0 {
		t.Errorf("%+v\n%+v", left, right)
	}
	if common < 0.5 || common > 0.7 {
		t.Errorf("common %v", common)
	}
	if _, _, same := Compare(a, a); same < 0.8 {
		t.Errorf("a text has %v in common with itself", same)
	}
	if left, right, common := Compare("", b); len(left) != 0 || len(right) != 2 || common != 0 {
		t.Error("nothing has something in common")
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("一、情况\n城区停车位不足", "城区停车位不足")
	f.Fuzz(func(t *testing.T, a, b string) {
		left, right, common := Compare(a, b)
		for _, p := range slices.Concat(left, right, []Paragraph{{Common: common}}) {
			if p.Common < 0 || p.Common > 1 {
				t.Fatal(p)
			}
		}
	})
}

// BenchmarkLike asks for one title among 1,000 to 100,000, beside a look at each of them.
func BenchmarkLike(b *testing.B) {
	subjects := []string{"停车管理", "食品安全", "校园周边", "农村道路", "夜间经济", "养老服务", "医保基金", "古树名木", "河道治理", "电动车充电"}
	for _, n := range []int{1_000, 20_000, 100_000} {
		x := NewIndex()
		rng := rand.New(rand.NewPCG(3, 4))
		for i := range n {
			x.Add(int64(i), fmt.Sprintf("关于%s%s与%s的建议", string(rune(0x4e00+rng.IntN(3000)))+string(rune(0x4e00+rng.IntN(3000))), subjects[rng.IntN(10)], subjects[rng.IntN(10)]))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				x.Like("关于云溪停车管理与养老服务的建议", 0.7, 10)
			}
		})
	}
}

// What is wished for and where is said in many ways: 加快老旧小区加装电梯, 推进县城老旧小区加装电梯. Only the same title is like another by 1.
func TestTheSameWishInOtherWords(t *testing.T) {
	x := NewIndex()
	x.Add(17, "关于加快老旧小区加装电梯的建议")
	for i := range 130 {
		x.Add(int64(100+i), fmt.Sprintf("关于治理第%d小区内涝的建议", i))
	}
	for title, want := range map[string][2]float64{
		"关于推进县城老旧小区加装电梯的提案": {0.7, likest}, "关于加快老旧小区加装电梯的提案": {likest, likest}, "关于加快老旧小区加装电梯的建议": {1, 1}, "关于加快老旧小区 加装电梯的建议": {1, 1},
	} {
		found := x.Like(title, 0.7, 5)
		if len(found) != 1 || found[0].ID != 17 || found[0].Score < want[0] || found[0].Score > want[1] {
			t.Errorf("%s: %v, want %v", title, found, want)
		}
	}
}

// Pairs of titles of which the shorter is contained in the longer, and of such that only begin, or are about something, alike.
func TestShortTitleInALongOne(t *testing.T) {
	x := NewIndex()
	for i := range 130 {
		x.Add(int64(1000+i), fmt.Sprintf("关于治理第%d小区内涝的建议", i))
	}
	for i, other := range []string{"关于加强校园食品安全监管的建议", "关于发展县域经济的建议", "关于发展乡村旅游的建议", "关于加强农村公路养护的建议", "关于加强中小学心理健康教育的建议", "关于改善农村教育的建议"} {
		for n := range 15 { // words that are common
			x.Add(int64(2000+20*i+n), other)
		}
	}
	for i, c := range []struct {
		name, short, long string
		alike             bool
	}{
		{"lifts", "关于老旧小区加装电梯的建议", "关于多渠道筹措资金解决老旧小区加装电梯后续维护管理难题的建议", true},
		{"charging", "关于电动自行车充电的建议", "关于规范新建和既有住宅小区电动自行车充电设施建设与消防安全管理的提案", true},
		{"trees", "关于保护古树名木的建议", "关于摸清底数分级挂牌、落实管护责任进一步保护古树名木的建议", true},
		{"a night economy", "关于发展夜间经济的建议", "关于依托滨江风貌带和老街改造发展夜间经济、繁荣消费市场的建议", true},
		{"school buses", "关于规范校车管理的建议", "关于落实属地责任、规范校车管理保障学生上下学交通安全的建议", true},
		{"the same in other words", "关于家庭医生签约服务的建议", "关于做实做细家庭医生签约服务提高群众获得感的建议", true},
		{"only what all say", "关于加强农村教育的建议", "关于改善农村公路养护机制与农村教育布局、发展乡村旅游的建议", false},
		{"two rare words", "关于托育服务的建议", "关于规范养老机构收费与提高托育从业人员待遇的建议", false},
		{"another subject", "关于保护传统村落的建议", "关于打造云溪河沿岸文旅融合示范带、发展民宿集群的建议", false},
		{"another place", "关于治理第七小学周边拥堵的建议", "关于治理汽车站周边拥堵、优化公交线路并增设停车位的建议", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			x.Add(int64(i), c.long)
			at := slices.IndexFunc(x.Like(c.short, 0.7, 10), func(m Match) bool { return m.ID == int64(i) })
			if (at >= 0) != c.alike {
				t.Errorf("%q in %q: %t, want %t: %v", c.short, c.long, at >= 0, c.alike, x.Like(c.short, 0, 5))
			}
			x.Add(int64(100+i), c.short)
			if back := slices.ContainsFunc(x.Like(c.long, 0.7, 10), func(m Match) bool { return m.ID == int64(100+i) }); back != c.alike {
				t.Errorf("%q holds %q: %t, want %t: %v", c.long, c.short, back, c.alike, x.Like(c.long, 0, 5))
			}
		})
	}
}
