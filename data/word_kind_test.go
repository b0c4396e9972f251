package data_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// word is the id of a word of a list.
func (o office) word(list, name string) int64 {
	o.tb.Helper()
	records, err := record.Dictionaries.Records(o.tb.Context(), o.DB(), in2026)
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, r := range records {
		if r.Values["list"] == list && r.Values["name"] == name {
			return r.ID
		}
	}
	return 0
}

// refuses expects a sentence with the words.
func (o office) refuses(k *record.Kind, id int64, v record.Values, words string) {
	o.tb.Helper()
	if _, sentence := o.saveAs(k, id, v); !strings.Contains(sentence, words) {
		o.tb.Errorf("%v: got %q, want it to say %q", v, sentence, words)
	}
}

// A word that is given another name takes the records along, and undo brings both back.
func TestWordRenamedWithItsRecords(t *testing.T) {
	o := openOffice(t)
	for _, c := range []struct {
		list, name string
		kind       *record.Kind
		v          record.Values
		key        string
	}{
		{"提案分类", "农林水利", proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "category": "农林水利"}, "category"},
		{"提案类型", "党派提案", proposal.Proposals, record.Values{"title": "关于乙的建议", "proposer": "民建县委", "kind": "党派提案"}, "kind"},
		{"单位系统", "政府系统", roster.Units, record.Values{"name": "县丙局", "system": "政府系统"}, "system"},
		{"五大建设", "社会建设", record.Dictionaries, record.Values{"list": "提案分类", "name": "养老托育", "parent": "社会建设"}, "parent"},
	} {
		id := o.save(c.kind, c.v)
		write := o.change(record.Dictionaries, o.word(c.list, c.name), record.Values{"name": c.name + "改"})
		o.expect(c.kind, id, record.Values{c.key: c.name + "改"})
		if _, err := o.Revert(t.Context(), "测试", write); err != nil {
			t.Fatal(err)
		}
		o.expect(c.kind, id, record.Values{c.key: c.name})
	}
}

func TestWordsRefused(t *testing.T) {
	o := openOffice(t)
	for _, c := range []struct {
		name, list, word string // of the word changed; word empty: a new one
		v                record.Values
		want             string
	}{
		{"unknown list", "", "", record.Values{"list": "颜色", "name": "红"}, "没有「颜色」这个词表，有的是："},
		{"the same word twice", "", "", record.Values{"list": "提案分类", "name": "农林水利", "parent": "经济建设"}, "「提案分类」里已经有「农林水利」，不能再有一个。"},
		{"renamed to another", "提案分类", "工业经济", record.Values{"name": "农林水利"}, "「提案分类」里已经有「农林水利」，不能再有一个。"},
		{"without a field", "", "", record.Values{"list": "提案分类", "name": "养老"}, "请写明「养老」归入哪一项：经济建设、政治建设"},
		{"in an unknown field", "", "", record.Values{"list": "提案分类", "name": "养老", "parent": "党的建设"}, "「养老」不能归入「党的建设」，可以归入的是："},
		{"two at once", "", "", record.Values{"list": "政治面貌", "name": "甲、乙"}, "几个词请分开添加。"},
		{"empty", "提案分类", "工业经济", record.Values{"name": ""}, "用词不能为空。"},
		{"known to the program", "提案类型", "个人提案", record.Values{"name": "委员个人提案"}, "「个人提案」是程序认得的词，不能改名"},
		{"known and put away", "征询意见", "满意", record.Values{"active": "否"}, "「满意」是程序认得的词，不能停用。"},
		{"closed list", "", "", record.Values{"list": "征询意见", "name": "非常满意"}, "「征询意见」的词由程序的规则决定，不能增加。"},
		{"moved", "提案分类", "工业经济", record.Values{"list": "政治面貌"}, "不能改到别的词表"},
		{"of nothing", "", "", record.Values{"list": "政治面貌", "name": "甲", "parent": "乙"}, "「政治面貌」的词不分归入哪一项"},
	} {
		t.Run(c.name, func(t *testing.T) {
			id := int64(0)
			if c.word != "" {
				id = o.word(c.list, c.word)
			}
			office{o.Store, t}.refuses(record.Dictionaries, id, c.v, c.want)
		})
	}
}

// A word that records use is not deleted; one that nothing uses is, and undo brings it back. What is put away is offered no more.
func TestWordsDeletedAndPutAway(t *testing.T) {
	o := openOffice(t)
	o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "category": "农林水利"})
	bin := func(name string) error {
		return o.Write(t.Context(), "测试", "删除用词", func(ctx context.Context, tx *store.Tx) error {
			return record.Dictionaries.Bin(ctx, tx, o.word("提案分类", name))
		})
	}
	if err := bin("农林水利"); store.CodeOf(err) != store.CodeStillUsed {
		t.Errorf("a word in use: %v", err)
	}
	if err := bin("工业经济"); err != nil || o.word("提案分类", "工业经济") != 0 {
		t.Errorf("a word not in use: %v", err)
	}
	var write int64
	if err := o.DB().QueryRowContext(t.Context(), "SELECT max(id) FROM journal_write").Scan(&write); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Revert(t.Context(), "测试", write); err != nil || o.word("提案分类", "工业经济") == 0 {
		t.Errorf("undo: %v", err)
	}
	o.change(record.Dictionaries, o.word("提案分类", "工业经济"), record.Values{"active": "否"})
	words, err := record.Words(t.Context(), o.DB(), "proposal_category")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words {
		if w == "工业经济" {
			t.Error("a word put away is offered")
		}
	}
}

// A deadline rule that is changed holds from the next assignment on.
func TestDeadlineRuleChanged(t *testing.T) {
	o := openOffice(t)
	assign := func(title string) int64 {
		return o.save(proposal.Proposals, record.Values{
			"title": title, "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01",
			"lead_units": "县教育局", "assigned_on": "2026-03-10",
		})
	}
	before := assign("关于甲的建议")
	o.expect(proposal.Proposals, before, record.Values{"due_on": "2026-06-10"})
	o.change(proposal.Deadlines, 1, record.Values{"months": "2"})
	o.expect(proposal.Proposals, before, record.Values{"due_on": "2026-06-10"})
	o.expect(proposal.Proposals, assign("关于乙的建议"), record.Values{"due_on": "2026-05-11"}) // 05-10 is a Sunday
	o.refuses(proposal.Deadlines, 1, record.Values{"months": "0"}, "月、天、工作日至少填一项")
	o.refuses(proposal.Deadlines, 1, record.Values{"days": "-1"}, "「天」不能是负数")
	o.refuses(proposal.Deadlines, 1, record.Values{"base": ""}, "不能为空")
	o.refuses(proposal.Deadlines, 0, record.Values{"name": "归档", "base": "交办日", "months": "1"}, "只能修改，不能增加")
}

// What a file says that no word list has is taken in as written, and said once for the file.
func TestImportNamesStrangeWords(t *testing.T) {
	o := openOffice(t)
	path := filepath.Join(t.TempDir(), "提案台账.csv")
	lines := "案由,提案人,分类,收到日期\n关于甲的建议,民建县委,城建环保,2026-01-20\n关于乙的建议,民建县委,农林水利,2026-01-20\n关于丙的建议,民建县委,城建环保,2026-01-20\n"
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	im, err := take.PlanFile(t.Context(), o.Store, proposal.Proposals, in2026, path)
	if err != nil {
		t.Fatal(err)
	}
	want := "「分类」一栏有用词表里没有的词，照原样录入：「城建环保」2 行。写错的请改正，要长期使用的请在「设置」的用词里增加。"
	if len(im.Strange) != 1 || im.Strange[0] != want {
		t.Errorf("got %q", im.Strange)
	}
}
