package fold

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestPairs(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"words of two", "民主监督", "民主 主监 监督 督"},
		{"one character", "督", "督"},
		{"latin and number", "2026年GDP增长", "2026 年 gdp 增长 长"},
		{"punctuation splits", "水、电", "水 电"},
		{"long name", "买买提·阿里", "买买 买提 提阿 阿里 里"},
		{"extension B", "张𠀀明", "张𠀀 𠀀明 明"},
		{"full width", "ＡＢ", "ab"},
		{"nothing", " ,。!", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := Pairs(tc.in); got != tc.want {
				t.Errorf("Pairs(%q) = %q, want %q", tc.in, got, tc.want)
			}
		})
	}
}

// tokensOf are the tokens of Pairs, as queries are made of them.
func tokensOf(text string) (tokens []string) {
	for _, run := range runs(text) {
		tokens = append(tokens, run.tokens(true)...)
	}
	return tokens
}

func TestPairsAreTheTokensOfQueries(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	some := []rune("民主监督，、。 -‐·\n\u200b\u00ad㈱Ａａé\u0301Ⅷ½が가ㄅ𠀀⼀\ufeffGDP5g_.%“”’İßﬁ\x00\ufffd")
	for range 20_000 {
		text := make([]rune, random.IntN(12))
		for i := range text {
			text[i] = some[random.IntN(len(some))]
		}
		if got, want := Pairs(string(text)), strings.Join(tokensOf(string(text)), " "); got != want {
			t.Fatalf("Pairs(%q) = %q, want %q", string(text), got, want)
		}
	}
}

func BenchmarkPairs(b *testing.B) {
	text := strings.Repeat("关于加强老旧小区改造、方便群众停车出行的若干建议。", 72) // 1,800 characters
	b.Run("pairs", func(b *testing.B) {
		for b.Loop() {
			Pairs(text)
		}
	})
	b.Run("bare runes", func(b *testing.B) {
		for b.Loop() {
			_ = []rune(text)
		}
	})
}

func TestQuery(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"phrase", "民主监督", `"民主 主监 监督"`},
		{"one character", "督", `"督"*`},
		{"unfinished word", "GD", `"gd"*`},
		{"all words", "民主 监督", `"民主" "监督"`},
		{"han then latin", "级别b", `"级别 别 b"*`},
		{"syntax is data", `") OR 1=1 NEAR(* ^`, `"or"* "1 1"* "near"*`},
		{"nothing", ` "*`, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := Query(tc.in); got != tc.want {
				t.Errorf("Query(%q) = %s, want %s", tc.in, got, tc.want)
			}
		})
	}
}
