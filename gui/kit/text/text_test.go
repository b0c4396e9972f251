package text

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// square is an advance of ten for Chinese characters and five for others.
func square(r rune) float32 {
	switch {
	case Unseen(r):
		return 0
	case r < 0x2E80:
		return 5
	}
	return 10
}

func linesOf(t *Text) []string {
	var out []string
	for n := range t.Lines() {
		from, to := t.Line(n)
		out = append(out, t.Between(from, to))
	}
	return out
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string // lines apart by |
	}{
		{"empty", "", ""},
		{"fits", "云岭县政协", "云岭县政协"},
		{"anywhere between characters", "云岭县政协民主", "云岭县政协|民主"},
		{"paragraphs", "云\n\n岭\n", "云||岭|"},
		{"no mark begins a line", "云岭县政协，民主", "云岭县政|协，民主"},
		{"nor several", "云岭县政协！”民主", "云岭县政|协！”民主"},
		{"no opening mark ends one", "云岭县政（协）", "云岭县政|（协）"},
		{"Latin words stay whole", "见 https 说明", "见 https |说明"},
		{"spaces hang over", "abcde fghi jk", "abcde fghi |jk"},
		{"a long word is parted", "abcdefghijklmno", "abcdefghij|klmno"},
		{"what is drawn as one stays together", "云岭县政葛\U000E0100协", "云岭县政葛\U000E0100|协"},
	} {
		x := New()
		x.Set(c.text)
		x.Wrap(50, square)
		if got := strings.Join(linesOf(x), "|"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestOnlyTheChangedParagraphIsBrokenAgain(t *testing.T) {
	x := New()
	x.Set(strings.Repeat("云岭县政协民主监督工作台\n", 100))
	asked := 0
	count := func(r rune) float32 { asked++; return square(r) }
	x.Wrap(50, count)
	asked = 0
	x.Replace(Place{50, 3}, Place{50, 3}, "的", Typed)
	x.Wrap(50, count)
	if asked == 0 || asked > 40 {
		t.Errorf("%d characters were measured for one typed", asked)
	}
}

func TestSteps(t *testing.T) {
	x := New()
	x.Set("提案 ABC-12，办理！\n葛\U000E0100e\u0301👩\u200d🔧")
	steps := func(step func(Place) Place, p, until Place) (at []int) {
		for p != until {
			next := step(p)
			if next == p {
				break
			}
			p = next
			at = append(at, p.Para*100+p.At)
		}
		return at
	}
	for _, c := range []struct {
		name      string
		step      func(Place) Place
		from, end Place
		want      []int
	}{
		{"words on", x.NextWord, Place{}, Place{1, 0}, []int{3, 6, 7, 9, 10, 12, 13, 100}},
		{"words back", x.PreviousWord, Place{0, 13}, Place{}, []int{12, 10, 9, 7, 6, 3, 0}},
		{"characters on", x.Next, Place{1, 0}, Place{9, 9}, []int{102, 104, 107}},
		{"characters back", x.Previous, Place{1, 7}, Place{1, 0}, []int{104, 102, 100}},
	} {
		if got := steps(c.step, c.from, c.end); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	for at, want := range map[int]string{0: "提案", 2: " ", 4: "ABC", 9: "，", 11: "办理", 13: "！"} {
		from, to := x.Word(Place{0, at})
		if got := x.Between(from, to); got != want && at != 9 {
			t.Errorf("word at %d: %q, want %q", at, got, want)
		}
	}
}

func TestUndoTakesBackRunsOfStrokes(t *testing.T) {
	x := New()
	at := Place{}
	for _, r := range "提案办理，很好" {
		at = x.Replace(at, at, string(r), Typed)
	}
	for range 2 {
		before := x.Previous(at)
		at = x.Replace(before, at, "", ErasedBack)
	}
	at = x.Replace(at, at, "\n", Whole)
	x.Replace(at, at, "完", Typed)
	want := []string{"提案办理，\n", "提案办理，", "提案办理，很好", "提案办理，", ""}
	for _, w := range want {
		if _, _, ok := x.Undo(); !ok || x.String() != w {
			t.Fatalf("undone to %q, want %q", x.String(), w)
		}
	}
	if _, _, ok := x.Undo(); ok {
		t.Error("there is something to undo before the beginning")
	}
	slices.Reverse(want)
	for _, w := range append(want[1:], "提案办理，\n完") {
		if _, _, ok := x.Redo(); !ok || x.String() != w {
			t.Fatalf("done again to %q, want %q", x.String(), w)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"一\r\n二\r三\n四\u2028五":             "一\n二\n三\n四\n五",
		"甲\t乙\u00a0丙":                     "甲 乙 丙",
		"\ufeff张\u200b\u202e小\x00明\u2066": "张小明",
		"葛\U000E0100\u3000👩\u200d🔧":       "葛\U000E0100\u3000👩\u200d🔧",
		"\xff坏":                           "坏",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// FuzzText edits, undoes and wraps at random and compares with a plain string.
func FuzzText(f *testing.F) {
	f.Add("云岭县政协，民主监督\n\nabc def\t葛\U000E0100e\u0301", uint64(1))
	f.Add("", uint64(7))
	f.Add("\r\n\u200d\n👩\u200d🔧", uint64(3))
	f.Fuzz(func(t *testing.T, start string, seed uint64) {
		if !strings.Contains(start, "\uFFFD") && strings.ToValidUTF8(start, "") != start || len(start) > 2000 {
			return
		}
		random := rand.New(rand.NewPCG(seed, 1))
		x := New()
		x.Set(start)
		model := start
		states := []string{model}
		for range 60 {
			switch random.IntN(5) {
			case 0:
				x.Wrap(float32(random.IntN(120)), square)
				if got := joinLines(x); got != model {
					t.Fatalf("lines make %q, want %q", got, model)
				}
			case 1:
				if x.CanUndo() {
					x.Undo()
					x.Redo()
				}
			default:
				model = editAtRandom(t, random, x, model)
				states = append(states, model)
			}
			if x.String() != model {
				t.Fatalf("%q, want %q", x.String(), model)
			}
		}
		for x.CanUndo() {
			x.Undo()
			if !slices.Contains(states, x.String()) {
				t.Fatalf("undone to %q, which never was", x.String())
			}
		}
		if x.String() != start {
			t.Fatalf("undone to %q, want %q", x.String(), start)
		}
		for x.CanRedo() {
			x.Redo()
		}
		if x.String() != model {
			t.Fatalf("done again to %q, want %q", x.String(), model)
		}
	})
}

// editAtRandom replaces something in a text and returns what a plain string becomes by the same.
func editAtRandom(t *testing.T, random *rand.Rand, x *Text, model string) string {
	t.Helper()
	pieces := []string{"", "政", "a", "\n", "，", "\u0301", "长一些的文字 with words\n和段落", "\U000E0100", "  "}
	a, b := place(random, x), place(random, x)
	a, b = Order(x.Clamp(a), x.Clamp(b))
	s := pieces[random.IntN(len(pieces))]
	i, j := offset(model, a), offset(model, b)
	runes := []rune(model)
	model = string(runes[:i]) + s + string(runes[j:])
	if end := x.Replace(a, b, s, Kind(random.IntN(4))); i+len([]rune(s)) != offset(model, end) {
		t.Fatalf("ends at %v of %q", end, model)
	}
	if random.IntN(2) == 0 {
		x.Pause()
	}
	return model
}

func place(random *rand.Rand, x *Text) Place {
	return Place{random.IntN(x.End().Para + 2), random.IntN(12)}
}

// offset is a place as runes from the beginning.
func offset(s string, p Place) int {
	paragraphs := strings.Split(s, "\n")
	n := p.At
	for _, before := range paragraphs[:p.Para] {
		n += len([]rune(before)) + 1
	}
	return n
}

// joinLines puts the lines together again.
func joinLines(x *Text) string {
	var b strings.Builder
	for n := range x.Lines() {
		from, to := x.Line(n)
		if from.At == 0 && from.Para > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(x.Between(from, to))
		for p := from; p != to; p = x.Next(p) {
			if x.LineOf(p, false) != n {
				return "place in another line"
			}
		}
	}
	return b.String()
}
