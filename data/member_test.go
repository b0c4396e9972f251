package data_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// zhang is a member of the tenth term with posts.
func (o office) zhang(more record.Values) int64 {
	o.tb.Helper()
	v := record.Values{"name": "张小明", "gender": "男", "birth_on": "1975-03-08", "sector": "教育界"}
	for key, value := range more {
		v[key] = value
	}
	return o.save(roster.Members, v)
}

// edit saves changes of a record and must not be refused.
func (o office) edit(k *record.Kind, id int64, v record.Values) {
	o.tb.Helper()
	if _, sentence := o.saveAs(k, id, v); sentence != "" {
		o.tb.Fatalf("edit %v: %s", v, sentence)
	}
}

func TestPersonIsChecked(t *testing.T) {
	for _, tt := range []struct {
		name string
		v    record.Values
		want string // part of the sentence; empty: stored
		kept record.Values
	}{
		{"ID number agrees", record.Values{"id_number": id18("33010619750308123")}, "", nil},
		{"ID number with a wrong check digit", record.Values{"id_number": "330106197503081231"}, "最后一位与前 17 位对不上", nil},
		{"ID number too short", record.Values{"id_number": "3301061975030812"}, "共 16 位", nil},
		{"ID number says another birth", record.Values{"id_number": id18("33010619760308123")}, "身份证号中的出生日期是 1976-03-08", nil},
		{"ID number says another gender", record.Values{"id_number": id18("33010619750308124")}, "身份证号表明性别是女", nil},
		{"ID number of 15 digits", record.Values{"id_number": "330106750308123"}, "", nil},
		{"month-only birth agrees", record.Values{"birth_on": "1975-03", "id_number": id18("33010619750308123")}, "", nil},
		{"lunar birth is not compared", record.Values{"birth_on": "农历1975年正月廿六", "id_number": id18("33010619750308123")}, "", record.Values{"birth_on": "1975-01-26", "birth_lunar": "是"}},
		{"lunar 30 February", record.Values{"birth_on": "1976-02-30", "birth_lunar": "是"}, "", record.Values{"birth_on": "1976-02-30", "birth_lunar": "是"}},
		{"lunar 30 February of a short month", record.Values{"birth_on": "1963-02-30", "birth_lunar": "是"}, "农历 1963 年二月只有 29 天", nil},
		{"solar 30 February", record.Values{"birth_on": "1975-02-30"}, "出生日期 1975-02-30 不存在", nil},
		{"leap month", record.Values{"birth_on": "农历1976年闰八月初三"}, "", record.Values{"birth_on": "1976-08-03", "birth_lunar": "是", "birth_leap": "是"}},
		{"leap month the year has not", record.Values{"birth_on": "农历1975年闰八月初三"}, "农历 1975 年没有闰月", nil},
		{"leap month without lunar", record.Values{"birth_leap": "是"}, "请同时把「农历生日」选为是", nil},
		{"birth in the future", record.Values{"birth_on": "2026-11-24"}, "晚于今天", nil},
		{"mobile of ten digits", record.Values{"mobile": "1380000000"}, "手机号码应为 11 位", nil},
		{"mobile with blanks", record.Values{"mobile": "138 0000 0000"}, "", record.Values{"mobile": "13800000000"}},
		{"masked mobile", record.Values{"mobile": "138****0000"}, "打了星号", nil},
		{"e-mail in full width", record.Values{"email": "zxm@example。cn"}, "", record.Values{"email": "zxm@example.cn"}},
		{"no e-mail", record.Values{"email": "zxm"}, "应为电子邮箱", nil},
		{"postcode of five digits", record.Values{"postcode": "31000"}, "应为 6 位邮政编码", nil},
		{"postcode", record.Values{"postcode": "３１００００"}, "", record.Values{"postcode": "310000"}},
		{"joined tomorrow", record.Values{"joined_on": "2026-11-24"}, "任职日期 2026-11-24 晚于今天", nil},
		{"terms served in words", record.Values{"terms_served": "两"}, "应为整数", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.zhang(nil)
			_, sentence := o.saveAs(roster.Members, id, tt.v)
			if tt.want == "" && sentence != "" || !strings.Contains(sentence, tt.want) {
				t.Fatalf("got %q, want %q", sentence, tt.want)
			}
			o.expect(roster.Members, id, tt.kept)
		})
	}
}

// id18 adds the check digit to an ID number of 17 digits.
func id18(first string) string {
	weights, sum := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}, 0
	for i, w := range weights {
		sum += w * int(first[i]-'0')
	}
	return first + "10X98765432"[sum%11:sum%11+1]
}

func TestStatusChangesAreKept(t *testing.T) {
	o := openOffice(t)
	id := o.zhang(record.Values{"joined_on": "2022-01-10", "posts": "常委", "committees": "提案委", "committee_posts": "副主任", "status": "在册"})
	o.expect(roster.Members, id, record.Values{"status_on": "2022-01-10", "status_history": "2022-01-10 在册", "term_name": "第十届"})

	o.edit(roster.Members, id, record.Values{"status": "辞去", "status_on": "2024-03-05", "status_reason": "因工作调动"})
	o.expect(roster.Members, id, record.Values{
		"status": "辞去", "left_on": "2024-03-05", "status_reason": "因工作调动",
		"status_history": "2022-01-10 在册\n2024-03-05 辞去 因工作调动",
		"posts":          "常委", "committee_posts": "副主任",
		"post_history": "2022-01-10 至 2024-03-05 政协 常委\n2022-01-10 至 2024-03-05 专委会 提案委 副主任",
	})

	o.edit(roster.Members, id, record.Values{"status_on": "2024-03-15"})
	o.expect(roster.Members, id, record.Values{"left_on": "2024-03-15", "status_history": "2022-01-10 在册\n2024-03-15 辞去 因工作调动"})

	o.edit(roster.Members, id, record.Values{"status": "去世", "status_on": "2025-01-02"})
	o.expect(roster.Members, id, record.Values{"left_on": "2025-01-02", "posts": "常委"})

	o.edit(roster.Members, id, record.Values{"status": "在册"})
	o.expect(roster.Members, id, record.Values{"left_on": "", "posts": "常委", "status_on": "2026-11-23", "post_history": "2022-01-10 起 政协 常委\n2022-01-10 起 专委会 提案委 副主任"})

	for name, tt := range map[string]struct {
		v    record.Values
		want string
	}{
		"in the future":          {record.Values{"status": "调离", "status_on": "2026-12-01"}, "变动日期 2026-12-01 晚于今天"},
		"before the last change": {record.Values{"status": "调离", "status_on": "2024-01-01"}, "早于上一次变动（在册，2026-11-23）"},
	} {
		if _, sentence := o.saveAs(roster.Members, id, tt.v); !strings.Contains(sentence, tt.want) {
			t.Errorf("%s: got %q", name, sentence)
		}
	}
}

func TestAddedWithinTheTerm(t *testing.T) {
	o := openOffice(t)
	id := o.zhang(record.Values{"status": "届中增补", "status_on": "2025-01-12"})
	o.expect(roster.Members, id, record.Values{"joined_on": "2025-01-12", "left_on": "", "status_history": "2025-01-12 届中增补"})
	if _, sentence := o.saveAs(roster.Members, id, record.Values{"status": "调离", "status_on": "2025-01-11"}); sentence == "" {
		t.Error("left before he joined")
	}
}

func TestLeavingKeepsTheProposals(t *testing.T) {
	o := openOffice(t)
	id := o.zhang(nil)
	o.do("INSERT INTO proposal_proposer (proposal_id, member_id, name, ordinal, role) SELECT 1, " + strconv.FormatInt(id, 10) + ", '张小明', 2, '联名'")
	o.edit(roster.Members, id, record.Values{"status": "调离"})
	r, err := proposal.Proposals.Record(t.Context(), o.DB(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if r.Values["joint"] != "张小明" {
		t.Errorf("proposal 1 is by %v", r.Values)
	}
}

func TestPostsEndInsteadOfVanishing(t *testing.T) {
	now := time.Date(2022, time.January, 10, 9, 0, 0, 0, time.Local)
	o := openOfficeAt(t, &now)
	id := o.zhang(record.Values{"joined_on": "2022-01-10", "committees": "提案委、社会和法制委", "committee_posts": "委员、副主任"})
	steps := []struct {
		name, on string
		v        record.Values
		want     record.Values
	}{
		{
			"another post in the same committee", "2024-03-01",
			record.Values{"committee_posts": "主任、副主任"},
			record.Values{
				"committees": "提案委、社会和法制委", "committee_posts": "主任、副主任",
				"post_history": "2022-01-10 至 2024-03-01 专委会 提案委 委员\n2024-03-01 起 专委会 提案委 主任\n2022-01-10 起 专委会 社会和法制委 副主任",
			},
		},
		{
			"a mistake mended the same day", "2024-03-01",
			record.Values{"committee_posts": "副主任、副主任"},
			record.Values{
				"committee_posts": "副主任、副主任",
				"post_history":    "2022-01-10 至 2024-03-01 专委会 提案委 委员\n2024-03-01 起 专委会 提案委 副主任\n2022-01-10 起 专委会 社会和法制委 副主任",
			},
		},
		{
			"a committee less", "2025-06-01",
			record.Values{"committees": "社会和法制委", "committee_posts": "副主任"},
			record.Values{
				"committees": "社会和法制委", "committee_posts": "副主任",
				"post_history": "2022-01-10 至 2024-03-01 专委会 提案委 委员\n2024-03-01 至 2025-06-01 专委会 提案委 副主任\n2022-01-10 起 专委会 社会和法制委 副主任",
			},
		},
		{"a first post elsewhere has no known beginning", "2025-06-02", record.Values{"posts": "常委"}, record.Values{"posts": "常委"}},
		{"order as entered", "2025-06-03", record.Values{"posts": "副秘书长、常委"}, record.Values{"posts": "副秘书长、常委"}},
	}
	for _, tt := range steps {
		day, err := time.ParseInLocation(time.DateOnly, tt.on, time.Local)
		if err != nil {
			t.Fatal(err)
		}
		now = day.Add(9 * time.Hour)
		o.edit(roster.Members, id, tt.v)
		o.expect(roster.Members, id, tt.want)
		if t.Failed() {
			t.Fatal(tt.name)
		}
	}
}

// Any sequence of edits of posts keeps what was held: every post that stood overnight is in the list or in the history, and
// undoing all edits brings back what was there before.
func TestPostsSurviveEditAndUndo(t *testing.T) {
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 7))
		now := time.Date(2022, time.January, 10, 9, 0, 0, 0, time.Local)
		o := openOfficeAt(t, &now)
		id := o.zhang(record.Values{"joined_on": "2022-01-10"})
		before, err := roster.Members.Record(t.Context(), o.DB(), id)
		if err != nil {
			t.Fatal(err)
		}
		held := map[string]bool{}
		var writes []int64
		cancel := o.Subscribe(func(c store.Change) { writes = append(writes, c.WriteID) })
		for range 12 {
			now = now.AddDate(0, 0, 1+random.IntN(40))
			v := record.Values{
				"posts":      zh.JoinNames(pickSome(random, "常委", "副秘书长", "专委会主任", "委员")),
				"committees": zh.JoinNames(pickSome(random, "提案委", "社会和法制委", "文史委")),
			}
			o.edit(roster.Members, id, v)
			o.expect(roster.Members, id, v)
			for _, name := range append(v.Many("posts"), v.Many("committees")...) {
				held[name] = true
			}
		}
		after, err := roster.Members.Record(t.Context(), o.DB(), id)
		if err != nil {
			t.Fatal(err)
		}
		for name := range held {
			if !strings.Contains(after.Values["post_history"]+after.Values["posts"]+after.Values["committees"], name) {
				t.Errorf("seed %d: %s was held and is forgotten:\n%s", seed, name, after.Values["post_history"])
			}
		}
		cancel()
		for _, w := range slices.Backward(writes) {
			if _, err := o.Revert(t.Context(), "测试", w); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		undone, err := roster.Members.Record(t.Context(), o.DB(), id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, undone); diff != "" {
			t.Errorf("seed %d: undone is not as before:\n%s", seed, diff)
		}
	}
}

func pickSome(random *rand.Rand, all ...string) []string {
	var some []string
	for _, i := range random.Perm(len(all)) {
		if random.IntN(2) == 0 {
			some = append(some, all[i])
		}
	}
	return some
}

func TestPostHistoryIsWritten(t *testing.T) {
	o := openOffice(t)
	id := o.zhang(record.Values{"posts": "委员"})
	o.edit(roster.Members, id, record.Values{"post_history": "2017-01-08 至 2021-12-30 专委会 提案委 委员\n2022.01.10起 政协 委员\n至 2020-05-01 界别 召集人"})
	o.expect(roster.Members, id, record.Values{
		"posts": "委员", "committees": "",
		"post_history": "2022-01-10 起 政协 委员\n2017-01-08 至 2021-12-30 专委会 提案委 委员\n至 2020-05-01 界别 召集人",
	})
	o.edit(roster.Members, id, record.Values{"post_history": "2022-01-11 起 政协 委员"})
	o.expect(roster.Members, id, record.Values{"posts": "委员", "post_history": "2022-01-11 起 政协 委员"})
	for line, want := range map[string]string{
		"提案委 副主任":                       "看不出起止",
		"2024-03-01 至 2022-01-10 政协 常委": "止日早于起日",
		"2022-01-10 至 2027-01-10 政协 常委": "止日晚于今天",
		"2022-01-10 至 2024-03-01 常委":    "没有写明是政协、界别、专委会还是活动组",
		"2022-01-10 至 2024-03-01 专委会":   "没有写明是哪个专委会",
		"2022-01-10 至 2024-03-01 政协":    "没有写明职务",
		"2022-13-10 起 政协 常委":            "没有 13 月",
	} {
		if _, sentence := o.saveAs(roster.Members, id, record.Values{"post_history": line}); !strings.Contains(sentence, want) {
			t.Errorf("%s: got %q", line, sentence)
		}
	}
}

func TestTermsServedFollowFromTheTermsKnown(t *testing.T) {
	o := openOffice(t)
	o.do("INSERT INTO term (id, ordinal, name, closed) VALUES (9, 9, '第九届', 0)")
	in9th := func(v record.Values) {
		o.write(func(ctx context.Context, tx *store.Tx) error {
			_, err := roster.Members.Save(ctx, tx, record.Scope{TermID: 9}, 0, v)
			return err
		})
	}
	in9th(record.Values{"name": "李静", "birth_on": "1970-05-06", "terms_served": "3"})
	in9th(record.Values{"name": "王芳", "birth_on": "1971-05-06"})
	for _, tt := range []struct {
		name string
		v    record.Values
		want string
	}{
		{"three terms before", record.Values{"name": "李静", "birth_on": "1970-05-06"}, "4"},
		{"in the term before, count not known", record.Values{"name": "王芳", "birth_on": "1971-05-06"}, "2"},
		{"new", record.Values{"name": "赵六", "birth_on": "1980-05-06"}, "1"},
		{"as entered", record.Values{"name": "钱七", "birth_on": "1980-06-06", "terms_served": "2"}, "2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var id int64
			o.write(func(ctx context.Context, tx *store.Tx) (err error) {
				id, err = roster.Members.Save(ctx, tx, record.Scope{TermID: 1}, 0, tt.v)
				return err
			})
			o.expect(roster.Members, id, record.Values{"terms_served": tt.want})
		})
	}
}
