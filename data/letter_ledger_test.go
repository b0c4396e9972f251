package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/data/take"
)

// A ledger of an office has letters and their points in one sheet, without the days on which the letters were checked: taken in as either, it says what
// is left of it, and what the letters lack may be put in later.
func TestLedgerOfLettersAndPoints(t *testing.T) {
	o := atWork(t)
	ledger := []string{
		"意见书编号,意见书标题,被监督单位,送达日期,意见内容,整改措施,答复日期",
		"监督意见〔2026〕9号,关于校车的意见书,县教育局,2026-05-06,定人定车,已定,2026-06-01",
		"监督意见〔2026〕9号,关于校车的意见书,县教育局,2026-05-06,公示路线,已公示,2026-06-02",
	}
	outcomes, im := o.taken(supervision.Points, ledger...)
	if !strings.Contains(outcomes, "没有「文号」为「9」的监督意见书") || !slices.Contains(im.Strange, "这个文件里也有监督意见书的内容：没有登记的，请先把这个文件按「监督意见书台账」导入一次，再导入监督意见。") {
		t.Errorf("points first: %s; %q", outcomes, im.Strange)
	}
	_, im = o.taken(supervision.Letters, ledger...)
	if want := "「意见内容」「整改措施」「答复日期」是监督意见的内容，这些记录导入以后，请把这个文件再按「监督意见整改台账」导入一次。"; !slices.Contains(im.Notes, want) {
		t.Errorf("of the columns left: %q", im.Notes)
	}
	if want := "有送达日期，没有审定日期的有，请在意见书中补上"; !strings.Contains(strings.Join(im.Strange, "\n"), want) {
		t.Errorf("of the days lacking: %q", im.Strange)
	}
	letter := im.Rows[0].ID
	o.expect(supervision.Letters, letter, record.Values{"number": "9", "status": supervision.ToReceive, "approved_on": "", "due_on": "2026-08-06"})
	if _, im = o.taken(supervision.Points, ledger...); im.Count(take.RowNew) != 2 || len(im.Strange) != 1 {
		t.Errorf("points: %s, %q", im.Summary(), im.Strange)
	}
	o.expect(supervision.Letters, letter, record.Values{"status": supervision.Replied, "points_count": "2"})
	for _, k := range []*record.Kind{supervision.Letters, supervision.Points} {
		if _, im := o.taken(k, ledger...); im.Count(take.RowSame) != 2 && im.Count(take.RowSame)+im.Count(take.RowRejected) != 2 {
			t.Errorf("%s again: %s", k.Title, im.Summary())
		}
	}

	o.saveAsIs(letter, record.Values{"note": "旧台账"})
	for want, v := range map[string]record.Values{
		"却没有审签日期":           {"approved_on": "2026-05-02"},
		"早于审定日期 2026-05-07": {"submitted_on": "2026-05-01", "leader_on": "2026-05-02", "approved_on": "2026-05-07"},
		"早于送审日期 2026-05-08": {"submitted_on": "2026-05-08"},
	} {
		if _, why := o.saveAs(supervision.Letters, letter, v); !strings.Contains(why, want) {
			t.Errorf("%v: %q", v, why)
		}
	}
	o.saveAsIs(letter, record.Values{"submitted_on": "2026-05-01", "leader_on": "2026-05-02", "approved_on": "2026-05-03"})
}

// saveAsIs saves a letter.
func (o office) saveAsIs(id int64, v record.Values) {
	o.tb.Helper()
	if _, why := o.saveAs(supervision.Letters, id, v); why != "" {
		o.tb.Errorf("%v: %s", v, why)
	}
}
