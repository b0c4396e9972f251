package data_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// findable fills a store with a term of members under the names given, a unit that changed its name and two proposals.
func findable(tb testing.TB, names ...string) (*store.Store, record.Scope) {
	tb.Helper()
	st := datatest.MustOpen(tb)
	ctx := tb.Context()
	err := st.Write(ctx, "测试", "录入", func(ctx context.Context, tx *store.Tx) error {
		for _, statement := range []string{
			"INSERT INTO term (id, ordinal, name) VALUES (1, 10, '第十届')",
			"INSERT INTO session (id, term_id, ordinal, name, year) VALUES (1, 1, 5, '十届五次会议', 2026), (2, 1, 4, '十届四次会议', 2025)",
			"INSERT INTO unit (id, name, short, system) VALUES (1, '县自然资源局', '资源局', '政府系统'), (2, '县教育局', '', '政府系统')",
			"INSERT INTO unit_name (unit_id, name) VALUES (1, '县国土资源局')",
			"INSERT INTO proposal (id, session_id, number, title) VALUES (1, 1, 23, '关于解决城区停车难的建议'), (2, 2, 23, '关于发展乡村旅游的建议'), (3, 1, 230, '关于加强解放路整治的建议')",
		} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		for i, name := range names {
			values := record.Values{"name": name, "number": fmt.Sprint(10001 + i), "sector": "教育界", "workplace": "县第一中学", "mobile": fmt.Sprintf("138%08d", i+1)}
			if _, err := roster.Members.Save(ctx, tx, record.Scope{Year: 2026, TermID: 1}, 0, values); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return st, record.Scope{Year: 2026, TermID: 1}
}

func readFinder(tb testing.TB, store *store.Store, scope record.Scope, former *data.Finder) *data.Finder {
	tb.Helper()
	f, err := data.ReadFinder(tb.Context(), store, scope, former)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// titles are the titles found, with the kind before those that are no members.
func titles(found []data.Findable) string {
	var out []string
	for _, t := range found {
		text := t.Title
		if t.Kind != roster.Members {
			text = t.Kind.Title + ":" + text
		}
		out = append(out, text)
	}
	return strings.Join(out, " | ")
}

func TestFind(t *testing.T) {
	store, scope := findable(t, "张小明", "张晓敏", "单国华", "曾志强", "区建军", "解学文", "仇英", "查良", "盖丽丽", "尉迟恭", "吕梁")
	finder := readFinder(t, store, scope, nil)
	for _, c := range []struct{ name, query, want string }{
		{"characters", "小明", "张小明"},
		{"full pinyin", "zhangxiaoming", "张小明"},
		{"pinyin with spaces", "zhang xiao ming", "张小明"},
		{"initials", "zxm", "张小明 | 张晓敏"},
		{"name and place", "张小明 一中", "张小明"},
		{"name and sector", "小明 教育", "张小明"},
		{"shan by surname", "shanguohua", "单国华"},
		{"shan by everyday reading", "danguohua", "单国华"},
		{"shan by initials", "sgh", "单国华"},
		{"zeng by surname", "zengzq", ""},
		{"zeng by initials", "zzq", "曾志强"},
		{"zeng by everyday reading", "czq", "曾志强"},
		{"ou by surname", "oujianjun", "区建军"},
		{"ou by everyday reading", "qujianjun", "区建军"},
		{"xie by surname", "xiexuewen", "解学文"},
		{"xie by everyday reading", "jiexuewen", "解学文"},
		{"qiu by surname", "qiuying", "仇英"},
		{"qiu by everyday reading", "chouying", "仇英"},
		{"zha by surname", "zhaliang", "查良"},
		{"zha by everyday reading", "chaliang", "查良"},
		{"ge by surname", "gelili", "盖丽丽"},
		{"ge by everyday reading", "gailili", "盖丽丽"},
		{"yuchi by surname", "yuchigong", "尉迟恭"},
		{"yuchi by everyday reading", "weichigong", "尉迟恭"},
		{"lv with v", "lvliang", "吕梁"},
		{"lv with u", "luliang", "吕梁"},
		{"member number", "10003", "单国华"},
		{"phone tail", "0000004", "曾志强"},
		{"too short a phone tail", "000004", ""},
		{"whole phone", "13800000005", "区建军"},
		{"proposal number, newest first", "23", "提案:关于解决城区停车难的建议 | 提案:关于发展乡村旅游的建议 | 提案:关于加强解放路整治的建议"},
		{"proposal number in words", "第230号", "提案:关于加强解放路整治的建议"},
		{"former name of a unit", "国土资源局", "单位:县自然资源局"},
		{"short name of a unit", "zyj", "单位:县自然资源局"},
		{"a sector by its initials", "jyjie", ""},
		{"a sector by its pinyin", "jiaoyujie", "界别:教育界"},
		{"full width", "\uff4a\uff59\uff4a", "界别:教育界 | 单位:县教育局"},
		{"nothing", "没有这个人", ""},
		{"blank", "  ", ""},
		{"wild characters", "%_*\"'", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := titles(finder.Find(c.query, 20)); got != c.want {
				t.Errorf("%q: got %q, want %q", c.query, got, c.want)
			}
		})
	}
}

func TestFindOrdersByNearness(t *testing.T) {
	store, scope := findable(t, "王建国强", "李建国", "建国", "张建国")
	if got, want := titles(readFinder(t, store, scope, nil).Find("建国", 3)), "建国 | 李建国 | 张建国"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFinderFollowsTheData(t *testing.T) {
	st, scope := findable(t, "张小明")
	before := readFinder(t, st, scope, nil)
	found := before.Find("zxm", 5)
	if len(found) != 1 {
		t.Fatalf("found %v", found)
	}
	ctx := context.Background()
	err := st.Write(ctx, "测试", "改名", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.Members.Save(ctx, tx, scope, found[0].ID, record.Values{"name": "欧阳小明"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	after := readFinder(t, st, scope, before)
	if got := titles(after.Find("oyxm", 5)); got != "欧阳小明" {
		t.Errorf("the new name finds %q", got)
	}
	if got := titles(after.Find("zxm", 5)); got != "" {
		t.Errorf("the old name finds %q", got)
	}
	if _, ok := after.Record(roster.Members.Name, found[0].ID); !ok {
		t.Error("the member is not known by his id")
	}
	if err := st.Write(ctx, "测试", "删除", func(ctx context.Context, tx *store.Tx) error { return roster.Members.Bin(ctx, tx, found[0].ID) }); err != nil {
		t.Fatal(err)
	}
	if got := titles(readFinder(t, st, scope, after).Find("oyxm", 5)); got != "" {
		t.Errorf("what is in the bin is found: %q", got)
	}
}

// BenchmarkFind is one keystroke of Ctrl+K among many proposals, against one bare strings.Contains of each title.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		st, scope := findable(b)
		names := make([]string, n)
		err := st.Write(b.Context(), "测试", "录入提案", func(ctx context.Context, tx *store.Tx) error {
			for i := range n {
				names[i] = fmt.Sprintf("关于第 %d 件事的建议", i)
				if _, err := tx.ExecContext(ctx, "INSERT INTO proposal (session_id, number, title) VALUES (1, ?, ?)", i+1000, names[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		finder := readFinder(b, st, scope, nil)
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			for b.Loop() {
				found := 0
				for _, name := range names {
					if strings.Contains(name, "gydwjsdjy") {
						found++
					}
				}
			}
		})
		for _, query := range []string{"gy", "gydwjsdjy", "第 99"} {
			b.Run(fmt.Sprintf("keystroke/%d/%s", n, query), func(b *testing.B) {
				for b.Loop() {
					finder.Find(query, 30)
				}
			})
		}
		b.Run(fmt.Sprintf("reread/%d", n), func(b *testing.B) {
			for b.Loop() {
				readFinder(b, st, scope, finder)
			}
		})
	}
}

// What is masked cannot be found out by typing parts of it: only the end of a telephone number from seven digits on finds whose it is, and
// says that this must be noted.
func TestMaskedIsNotFoundByTyping(t *testing.T) {
	st, scope := findable(t, "张小明")
	masked := record.Values{"id_number": "110101197003074531", "mobile": "13987654321", "home_phone": "0691-2345678", "address": "云岭县城关镇解放路十二号"}
	err := st.Write(t.Context(), "测试", "补录", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.Members.Save(ctx, tx, scope, readFinder(t, st, scope, nil).Find("zxm", 1)[0].ID, masked)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	finder := readFinder(t, st, scope, nil)
	for key, value := range masked {
		r := []rune(value)
		for from := range r {
			for to := from + 2; to <= len(r); to++ {
				part := string(r[from:to])
				found := slices.DeleteFunc(finder.Find(part, 20), func(f data.Findable) bool { return f.Kind != roster.Members })
				phone := (key == "mobile" || key == "home_phone") && to == len(r) && len(strings.ReplaceAll(part, "-", "")) >= 7
				if phone != (len(found) == 1 && found[0].ByPhone) || !phone && len(found) > 0 {
					t.Errorf("%s of %s finds %q", part, key, titles(found))
				}
			}
		}
	}
	if found := finder.Find("zxm", 5); len(found) != 1 || found[0].ByPhone {
		t.Errorf("the name finds %v", found)
	}
}
