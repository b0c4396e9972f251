package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// fieldOf is the field (五大建设) a proposal counts in.
func (o office) fieldOf(id int64) string {
	o.tb.Helper()
	lines, err := proposal.Find(o.tb.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, "2027-12-31")
	if err != nil || len(lines) != 1 {
		o.tb.Fatal(lines, err)
	}
	return lines[0].Field
}

// A category that belongs to another field from a year on leaves the years before as they were; without a year all of them go along.
func TestCategoriesKeepTheSchemeOfTheirYear(t *testing.T) {
	o := openOffice(t)
	before := o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "category": "道路交通", "received_on": "2026-01-20"})
	word := o.word("提案分类", "道路交通")
	o.refuses(record.Dictionaries, word, record.Values{"parent": "经济建设", "since": "27"}, "「归入改自」27 不对")
	if got := o.fieldOf(before); got != "社会建设" {
		t.Fatalf("belongs to %s", got)
	}
	o.change(record.Dictionaries, word, record.Values{"parent": "经济建设", "since": "2027"})
	o.expect(record.Dictionaries, word, record.Values{"parent": "经济建设", "earlier": "至2026年归入社会建设"})
	if got := o.fieldOf(before); got != "社会建设" {
		t.Errorf("a proposal of 2026 went along to %s", got)
	}
	o.do("UPDATE session SET year = 2027")
	if got := o.fieldOf(before); got != "经济建设" {
		t.Errorf("one of 2027 belongs to %s", got)
	}
	o.do("UPDATE session SET year = 2026")
	o.refuses(record.Dictionaries, word, record.Values{"parent": "文化建设", "since": "2026"}, "已经改过一次，「归入改自」应晚于 2027 年")
	o.change(record.Dictionaries, word, record.Values{"parent": "文化建设", "since": "2030"})
	o.expect(record.Dictionaries, word, record.Values{"earlier": "至2026年归入社会建设；至2029年归入经济建设"})
	o.change(record.Dictionaries, o.word("五大建设", "社会建设"), record.Values{"name": "社会事业"})
	if got := o.fieldOf(before); got != "社会事业" {
		t.Errorf("after another name: %s", got)
	}
	whole := o.save(proposal.Proposals, record.Values{"title": "关于乙的建议", "proposer": "民建县委", "category": "城建管理", "received_on": "2026-01-20"})
	o.change(record.Dictionaries, o.word("提案分类", "城建管理"), record.Values{"parent": "经济建设"})
	if got := o.fieldOf(whole); got != "经济建设" {
		t.Errorf("without a year: %s", got)
	}
}

// One scheme of categories ends with a year and another begins: each is offered in its own years.
func TestWordsOfAYear(t *testing.T) {
	o := openOffice(t)
	o.change(record.Dictionaries, o.word("提案分类", "财贸金融"), record.Values{"to_year": "2026"})
	o.save(record.Dictionaries, record.Values{"list": "提案分类", "name": "财税金融", "parent": "经济建设", "from_year": "2027"})
	for year, want := range map[int]string{2026: "财贸金融", 2027: "财税金融", 0: "财贸金融 财税金融"} {
		words, err := record.WordsIn(t.Context(), o.DB(), "proposal_category", year)
		var got []string
		for _, word := range words {
			if strings.HasPrefix(word, "财") {
				got = append(got, word)
			}
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%d: %v, %v", year, got, err)
		}
	}
	o.refuses(record.Dictionaries, o.word("提案分类", "工业经济"), record.Values{"from_year": "2028", "to_year": "2026"}, "用至 2026 年，早于启用年度 2028 年")
	o.refuses(record.Dictionaries, o.word("办理结果", "A"), record.Values{"to_year": "2026"}, "是程序认得的词，各年都用")
}

// What the classes of replies mean is the office's text of the year.
func TestClassesKeepTheSchemeOfTheirYear(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE setting SET value = 'A：已经解决或基本解决；B：列入计划'||char(10)||'2027年起：A：解决或采纳；B：列入计划拟解决' WHERE key = 'result_class.scheme'")
	tell := func(year int, class string) string {
		told, err := proposal.Assignments.Field("result_class").Tells(t.Context(), o.DB(), record.Scope{Year: year}, 0, class)
		if err != nil {
			t.Fatal(err)
		}
		return told.Words
	}
	for _, c := range []struct {
		year        int
		class, want string
	}{
		{2026, "A", "A：已经解决或基本解决（2026 年口径）"},
		{2027, "A", "A：解决或采纳（2027 年口径）"},
		{2029, "B", "B：列入计划拟解决（2029 年口径）"},
		{2026, "D", ""},
	} {
		if got := tell(c.year, c.class); got != c.want {
			t.Errorf("%d %s: %q", c.year, c.class, got)
		}
	}
}
