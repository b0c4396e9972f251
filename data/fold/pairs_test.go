package fold

import "testing"

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
