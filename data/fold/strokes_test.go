package fold

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The surnames that the collation of Unicode has in a wrong order, characters whose strokes are not known one by one, single names first, surnames of two
// characters by their first, long names of minorities by theirs, digits and Latin letters in front.
func TestNamesInOrderOfStrokes(t *testing.T) {
	for _, tc := range []struct {
		name string
		want []string
	}{
		{"by number, then stroke by stroke", []string{"丁一", "王一", "方一", "龙一", "田一", "刘一", "买一"}},
		{"horizontal, vertical, left, dot, turn", []string{"于一", "上一", "千一", "广一", "习一"}},
		{"given names of one surname", []string{"李一鸣", "李大鸣", "李文鸣"}},
		{"single names first", []string{"田富", "田霸", "田一利", "田大利"}},
		{"surnames of two characters by their characters", []string{"欧富", "欧大利", "欧阳修", "欧阳少东", "洪少东"}},
		{"long names", []string{"王大利", "阿依古丽·买买提", "热孜亚·买买提"}},
		{"as read, not as typed", []string{"王　丹", "王一明"}},
		{"namesakes with where they work", []string{"王丹（县医院）", "王一明（县一中）"}},
		{"strokes unknown one by one come after those of their number", []string{"王皓", "王𬭊", "张一"}},
		{"numbers and letters first", []string{"2组", "10组", "A组", "一组"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := slices.Clone(tc.want)
			slices.Reverse(got)
			slices.SortFunc(got, func(a, b string) int { return strings.Compare(StrokeKey(a), StrokeKey(b)) })
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

// Strokes as they are taught, of the surnames by which the sources were proven.
func TestStrokesOfCharacters(t *testing.T) {
	for char, want := range map[rune]string{'王': "1121", '方': "4153", '龙': "13534", '田': "25121", '刘': "413422", '买': "544134"} {
		if count, order := strokes().of(char); order != want || count != len(want) {
			t.Errorf("%c: %d strokes %s, want %s", char, count, order, want)
		}
	}
	for char, want := range map[rune]int{'㐀': 5, '䶮': 9, '𠮷': 6, '𬭊': 12, 'a': 0} {
		if count, order := strokes().of(char); order != "" || count != want {
			t.Errorf("%c: %d strokes %q, want %d", char, count, order, want)
		}
	}
}

// Every way of comparing is an order of whatever is typed, and names that are the same to a reader are the same.
func FuzzStrokeKey(f *testing.F) {
	for _, s := range []string{"王小明", "欧阳修", "阿依古丽·买买提", "𬭊", "10组", "\xff", "々〇"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := StrokeKey(s)
		if !utf8.ValidString(key) {
			t.Errorf("StrokeKey(%q) = %q", s, key)
		}
		if again := StrokeKey(Plain(s)); again != key && !strings.ContainsFunc(s, isMiddleDot) {
			t.Errorf("StrokeKey(%q) = %q, of its plain form %q", s, key, again)
		}
	})
}
