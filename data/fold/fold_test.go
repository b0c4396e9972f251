package fold

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPlain(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"full width", "ＡＢＣ１２３", "abc123"},
		{"spaces of a padded name", "张　明 ", "张明"},
		{"middle dot", "阿依古丽·买买提", "阿依古丽买买提"},
		{"katakana dot", "阿依古丽・买买提", "阿依古丽买买提"},
		{"bullet", "阿依古丽•买买提", "阿依古丽买买提"},
		{"full stop used as dot", "阿依古丽.买买提", "阿依古丽买买提"},
		{"full width full stop", "阿依古丽．买买提", "阿依古丽买买提"},
		{"decimal point stays", "增长1.5倍", "增长1.5倍"},
		{"phone with hyphens", "138-1234-5678", "13812345678"},
		{"variation selector", "葛\U000E0100洪", "葛洪"},
		{"compatibility ideograph", "\uF9F7", "立"},
		{"kangxi radical", "⼈民", "人民"},
		{"radical beyond NFKC", "⻢⻓⻛、⺠族", "马长风、民族"},
		{"extension B", "张𠀀明", "张𠀀明"},
		{"byte order mark", "\ufeff张明", "张明"},
		{"invalid UTF-8", "张\xff明", "张明"},
		{"empty", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := Plain(tc.in); got != tc.want {
				t.Errorf("Plain(%q) = %q, want %q", tc.in, got, tc.want)
			}
		})
	}
}

func TestNameIsFoundBy(t *testing.T) {
	for _, tc := range []struct {
		name  string
		found []string
		not   []string
	}{
		{"张小明", []string{"zxm", "zhangxiaoming", "zhang xiao ming", "ZXM", "ｚｘｍ", "张小明", "小明", "xiaoming", "张 小明", ""}, []string{"zmx", "李", "mingzhang"}},
		{"单雄信", []string{"shan", "danxiong", "sxx", "dxx"}, nil},
		{"曾国藩", []string{"zengguofan", "zgf", "cengguofan", "cgf"}, nil},
		{"区寄", []string{"ouji", "oj", "quji"}, nil},
		{"解缙", []string{"xiejin", "jiejin"}, nil},
		{"仇英", []string{"qiuying", "chouying"}, nil},
		{"查良镛", []string{"zhaliangyong", "chaliangyong", "zly", "cly"}, nil},
		{"盖叫天", []string{"gejiaotian", "gaijiaotian"}, nil},
		{"尉迟恭", []string{"yuchigong", "weichigong", "ycg"}, nil},
		{"万俟卨", []string{"moqi", "wansi", "mq"}, nil},
		{"长孙无忌", []string{"zhangsunwuji", "changsunwuji", "zswj"}, nil},
		{"令狐冲", []string{"linghuchong", "lhc"}, nil},
		{"吕布", []string{"lvbu", "lubu", "lb", "lübu"}[:3], nil},
		{"陈乐", []string{"chenle", "chenyue"}, nil},
		{"王重阳", []string{"wangzhongyang", "wangchongyang"}, nil},
		{"阿依古丽·买买提", []string{"阿依古丽买买提", "买买提", "阿依古丽.买买提", "阿依古丽 买买提", "ayigulimaimaiti", "ayglmmt"}, []string{"eyiguli"}},
		{"张𠀀明", []string{"zhang", "张𠀀", "ming"}, nil},
		{"张\U0002FFFF明", []string{"zhang", "ming"}, nil},
		{"John Smith", []string{"john", "johnsmith", "smith"}, nil},
		{"单", []string{"shan", "dan"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			key := Name(tc.name)
			for _, q := range tc.found {
				if !Match(key, q) {
					t.Errorf("%q not found in %q", q, key)
				}
			}
			for _, q := range tc.not {
				if Match(key, q) {
					t.Errorf("%q found in %q", q, key)
				}
			}
		})
	}
}

func TestKey(t *testing.T) {
	for _, tc := range []struct {
		name  string
		parts []string
		found []string
		not   []string
	}{
		{"settled words", []string{"重庆银行长治分行"}, []string{"chongqingyinhangchangzhifenhang", "cqyhczfh", "重庆"}, []string{"zhongqing", "yinxing"}},
		{"phone tail", []string{"县教育局", "13812345678"}, []string{"5678", "138-1234", "jyj", "教育局 5678"}, []string{"局138"}},
		{"no hit across parts", []string{"民主", "监督"}, []string{"民主 监督", "民主", "监督"}, []string{"主监"}},
		{"number", []string{"第３号"}, []string{"第3号", "d3h", "di3hao"}, nil},
		{"rates", []string{"办复率"}, []string{"banfulv", "banfulu", "bfl"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			key := Key(tc.parts...)
			for _, q := range tc.found {
				if !Match(key, q) {
					t.Errorf("%q not found in %q", q, key)
				}
			}
			for _, q := range tc.not {
				if strings.Contains(key, Plain(q)) {
					t.Errorf("%q found in %q", q, key)
				}
			}
		})
	}
}

// A table entry with a syllable too few would shift or lose characters.
func TestTablesHaveOneSyllablePerCharacter(t *testing.T) {
	for table, list := range map[string]readingTable{"surnames": surnames(), "phrases": phrases()} {
		for word, alternatives := range list.readings {
			for _, reading := range alternatives {
				if len(reading) != utf8.RuneCountInString(word) {
					t.Errorf("%s: %s has reading %v", table, word, reading)
				}
			}
		}
	}
}

func TestSortKey(t *testing.T) {
	want := []string{
		"2组", "10组", "B组",
		"阿依古丽·买买提", "艾山", "曹操", "长治市", "重庆", "单雄信", "王芳", "王小明", "王晓明", "解缙", "尉迟恭", "曾国藩", "查良镛", "张伟", "长孙无忌",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(SortKey(a), SortKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func BenchmarkName(b *testing.B) {
	for b.Loop() {
		Name("张小明")
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"张小明", "单于", "a ́", "阿依古丽·买买提", "1.5.", "İ", "\xff", "𠀀", "ﷺ", "lü", `"*^(`, "Ⅻ号"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		plain := Plain(s)
		if again := Plain(plain); again != plain {
			t.Errorf("Plain is not idempotent: %q -> %q -> %q", s, plain, again)
		}
		for _, key := range []string{Key(s), Name(s)} {
			if !Match(key, s) {
				t.Errorf("%q is not found in its own key %q", s, key)
			}
			if !utf8.ValidString(key) {
				t.Errorf("invalid key %q", key)
			}
		}
		if key := SortKey(s); !utf8.ValidString(key) {
			t.Errorf("invalid sort key %q", key)
		}
		if pairs := Pairs(s); (pairs == "") != (Query(s) == "") {
			t.Errorf("Pairs(%q) = %q but Query = %q", s, pairs, Query(s))
		}
		if pairs := Pairs(s); pairs != strings.Join(tokensOf(s), " ") {
			t.Errorf("Pairs(%q) = %q, want the tokens %q", s, pairs, tokensOf(s))
		}
		if q := Query(s); strings.Count(q, `"`)%2 != 0 {
			t.Errorf("unbalanced quotes in %q", q)
		}
	})
}

func ExampleName() {
	fmt.Println(Name("单小明"))
	// Output: 单小明 shanxiaoming sxm danxiaoming dxm
}
