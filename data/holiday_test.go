package data_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/assets"
	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/data/take"
)

// calendar is that of the office's holiday notices.
func (o office) calendar() *calendar.Calendar {
	o.tb.Helper()
	days, err := proposal.WorkCalendar(o.tb.Context(), o.DB())
	if err != nil {
		o.tb.Fatal(err)
	}
	return days
}

// holiday is the id of a day of a notice.
func (o office) holiday(day string) int64 {
	o.tb.Helper()
	id, err := store.LookUp(o.tb.Context(), o.DB(), "SELECT id FROM holiday WHERE on_date = ? AND deleted_at = ''", day)
	if err != nil {
		o.tb.Fatal(err)
	}
	return id
}

func (o office) off(day string, v record.Values) int64 {
	o.tb.Helper()
	all := record.Values{"on_date": day, "name": "元旦"}
	for key, value := range v {
		all[key] = value
	}
	return o.save(proposal.Holidays, all)
}

// A new database has the notices the program ships.
func TestHolidaysShipped(t *testing.T) {
	days := openOffice(t).calendar()
	for year := 2018; year <= 2026; year++ {
		raw, err := assets.HolidayFS.ReadFile(fmt.Sprintf("holidays/%d.json", year))
		if err != nil {
			t.Fatal(err)
		}
		_, shipped, err := calendar.ParseYear(raw)
		if err != nil {
			t.Fatal(err)
		}
		for _, day := range shipped {
			if days.IsWorkday(day.Date) == day.Off {
				t.Errorf("%s: off %t", day.Date, day.Off)
			}
		}
		if !days.Known(year) {
			t.Errorf("%d is not known", year)
		}
	}
	if days.Known(2027) || days.Workdays(2025) != 248 || days.Workdays(2026) != 248 {
		t.Errorf("2027 known: %t; working days of 2025 %d, of 2026 %d", days.Known(2027), days.Workdays(2025), days.Workdays(2026))
	}
}

func TestHolidayRefused(t *testing.T) {
	o := openOffice(t)
	for _, c := range []struct {
		v     record.Values
		words string
	}{
		{record.Values{"name": "元旦"}, "缺少放假安排「日期」"},
		{record.Values{"on_date": "2027-01-01"}, "缺少放假安排「节日」"},
		{record.Values{"on_date": "2027-01-01", "name": "元旦", "worked": "加班"}, "加班"},
		{record.Values{"on_date": "2027-02-06", "name": "春节", "notice": "2029"}, "不会在 2029 年的放假通知里"},
		{record.Values{"on_date": "2027-11-30", "name": "元旦", "notice": "2028"}, "不会在 2028 年的放假通知里"},
		{record.Values{"on_date": "2027-02-10", "name": "春节", "worked": "上班"}, "2027-02-10 是周三，本来就上班"},
		{record.Values{"on_date": "2026-10-01", "name": "国庆"}, "2026-10-01 已登记为「国庆节」（放假，2026 年通知）"},
	} {
		o.refuses(proposal.Holidays, 0, c.v, c.words)
	}
	o.refuses(proposal.Holidays, o.holiday("2026-10-10"), record.Values{"on_date": "2026-10-09"}, "是周五，本来就上班")
	o.refuses(proposal.Holidays, o.holiday("2026-10-10"), record.Values{"notice": "2024"}, "不会在 2024 年")
	o.off("2027-12-31", record.Values{"notice": "2028"})
	o.off("2028-01-02", record.Values{"notice": "2027", "worked": "上班"})
	if days := o.calendar(); !days.Known(2028) || !days.Known(2027) || days.IsWorkday(calendar.Date{Year: 2027, Month: 12, Day: 31}) || !days.IsWorkday(calendar.Date{Year: 2028, Month: 1, Day: 2}) {
		t.Error("the days at the ends of the years are not taken as told")
	}
}

// What is not fixed yet is counted by the office's days at once; undo and the bin take them back.
func TestHolidaysCountAtOnce(t *testing.T) {
	o := openOffice(t)
	assign := func(title string) (due string) {
		id := o.save(proposal.Proposals, record.Values{"title": title, "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01", "lead_units": "县教育局", "assigned_on": "2026-03-11"})
		return o.values(proposal.Proposals, id)["due_on"]
	}
	if due := assign("关于甲的建议"); due != "2026-06-11" {
		t.Fatalf("due %s", due)
	}
	id := o.off("2026-06-11", record.Values{"name": "县庆日"})
	if due := assign("关于乙的建议"); due != "2026-06-12" {
		t.Errorf("on a day off of the office: due %s", due)
	}
	o.change(proposal.Holidays, id, record.Values{"on_date": "2026-06-12"})
	if due := assign("关于丙的建议"); due != "2026-06-11" {
		t.Errorf("the day off moved: due %s", due)
	}
	o.change(proposal.Holidays, id, record.Values{"on_date": "2026-06-11"})
	o.bin("删除", record.BinKey{Kind: "holidays", ID: id})
	if due := assign("关于丁的建议"); due != "2026-06-11" {
		t.Errorf("the day off in the bin: due %s", due)
	}
	again := o.off("2026-06-11", record.Values{"name": "县庆日"})
	if err := o.restore(record.BinKey{Kind: "holidays", ID: id}); err == nil || !strings.Contains(store.Sentence(err), "已另有登记") {
		t.Errorf("the same day twice: %v", err)
	}
	if again == id {
		t.Error("the day came back by itself")
	}
}

const noticeOf2027 = `{"$schema":"x","year":2027,"papers":["https://www.gov.cn/2027.htm"],"days":[
{"name":"元旦","date":"2026-12-31","isOffDay":true},{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"春节","date":"2027-02-05","isOffDay":true},
{"name":"春节","date":"2027-02-10","isOffDay":true},{"name":"春节","date":"2027-02-20","isOffDay":false}]}`

// importHolidays takes in a file of the name with the content.
func (o office) importHolidays(name, content string) (*take.Import, string) {
	o.tb.Helper()
	path := filepath.Join(o.tb.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		o.tb.Fatal(err)
	}
	im, err := take.PlanFile(o.tb.Context(), o.Store, proposal.Holidays, in2026, path)
	if err != nil {
		return nil, store.Sentence(err)
	}
	if err := take.Apply(o.tb.Context(), o.Store, "测试", im); err != nil {
		return im, store.Sentence(err)
	}
	return im, ""
}

func TestHolidaysTakenIn(t *testing.T) {
	o := openOffice(t)
	im, sentence := o.importHolidays("2027.json", noticeOf2027)
	if sentence != "" || im.Count(take.RowNew) != 5 {
		t.Fatalf("%s %+v", sentence, im)
	}
	days := o.calendar()
	for day, works := range map[string]bool{"2026-12-31": false, "2027-02-05": false, "2027-02-20": true, "2027-02-21": false, "2027-02-11": true} {
		d, err := calendar.ParseDate(day)
		if err != nil || days.IsWorkday(d) != works {
			t.Errorf("%s works: %t", day, !works)
		}
	}
	o.expect(proposal.Holidays, o.holiday("2026-12-31"), record.Values{"notice": "2027", "source": "https://www.gov.cn/2027.htm", "worked": "放假"})
	if im, sentence = o.importHolidays("2027.json", noticeOf2027); sentence != "" || im.Count(take.RowSame) != 5 {
		t.Errorf("again: %s %+v", sentence, im)
	}
	im, sentence = o.importHolidays("修订.csv", "日期,节日,安排\n2027年2月5日,春节,上班\n2027-02-06,春节,放假\n2027-02-20,春节,上班\n2027-02-24,元宵,上班\n")
	if want := "2027-02-05 是周五，本来就上班"; sentence != "" || im.Count(take.RowRejected) != 2 || !strings.Contains(outcomesOf(im), want) {
		t.Errorf("%s, refused %d: %v", sentence, im.Count(take.RowRejected), outcomesOf(im))
	}
	if o.holiday("2027-02-06") == 0 {
		t.Error("a day of a table is not taken in")
	}
}

// A notice that was revised holds some days no longer: the file says which are left.
func TestHolidaysLeftAreNamed(t *testing.T) {
	o := openOffice(t)
	if _, sentence := o.importHolidays("2027.json", noticeOf2027); sentence != "" {
		t.Fatal(sentence)
	}
	var file map[string]any
	if err := json.Unmarshal([]byte(noticeOf2027), &file); err != nil {
		t.Fatal(err)
	}
	file["days"] = file["days"].([]any)[:4]
	revised, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	im, sentence := o.importHolidays("2027.json", string(revised))
	if want := "2027 年的放假安排里原有的 2027-02-20 上班，文件里没有，仍然保留"; sentence != "" || !strings.Contains(strings.Join(append(im.Notes, im.Strange...), "\n"), want) {
		t.Errorf("%s %q %q", sentence, im.Notes, im.Strange)
	}
}

func TestHolidayFileRefused(t *testing.T) {
	o := openOffice(t)
	for name, c := range map[string][2]string{
		"no such day":   {strings.Replace(noticeOf2027, "2027-02-05", "2027-02-30", 1), "2027-02-30"},
		"another year":  {strings.Replace(noticeOf2027, "2027-02-05", "2031-02-05", 1), "不在 2027 年的放假安排之内"},
		"broken off":    {noticeOf2027[:200], "不是放假安排文件"},
		"off or worked": {strings.Replace(noticeOf2027, `,"isOffDay":false`, "", 1), "没有写明放假还是上班"},
	} {
		if _, sentence := o.importHolidays("2027.json", c[0]); !strings.Contains(sentence, c[1]) {
			t.Errorf("%s: %q", name, sentence)
		}
	}
}

// That a year has no notice is said of a deadline wherever it is explained, and no longer when the notice is there.
func TestDeadlineSaysThatItsYearIsNotKnown(t *testing.T) {
	o := atWork(t)
	major, err := store.LookUp(t.Context(), o.DB(), "SELECT id FROM deadline_rule WHERE code = 'direct_major'")
	if err != nil {
		t.Fatal(err)
	}
	o.change(proposal.Deadlines, major, record.Values{"workdays": "40"})
	letter := o.save(supervision.Letters, record.Values{"title": "关于窗口服务的意见", "unit": "县教育局", "submitted_on": "2026-10-01", "leader_on": "2026-10-02", "approved_on": "2026-10-08", "delivered_on": "2026-10-20", "points": rowsText(rows.Row{"text": "窗口无人"})})
	direct := o.save(supervision.Directs, record.Values{"on_date": "2026-11-20", "raiser": "张一", "content": "窗口无人", "unit": "县教育局", "triaged_on": "2026-11-20", "class": "重大", "passed_on": "2026-11-20"})
	said := func() string {
		return o.values(supervision.Letters, letter)["due_rule"] + o.values(supervision.Directs, direct)["due_why"]
	}
	const warning = "；2027 年放假安排尚未录入"
	if got := said(); strings.Count(got, warning) != 2 || strings.Contains(o.values(supervision.Letters, letter)["measures_rule"], "尚未录入") {
		t.Errorf("got %s", got)
	}
	o.change(supervision.Letters, letter, record.Values{"due_on": "2027-03-01"})
	if got := o.values(supervision.Letters, letter)["due_rule"]; got != "期限由送达时写明"+warning+"，暂按周六、周日休息推算，公布后请导入并重新核对" {
		t.Errorf("a date typed: %s", got)
	}
	told, err := proposal.TellsDue(t.Context(), o.DB(), in2026, 0, "2027-03-01")
	if err != nil || !strings.HasPrefix(told.Words, "2027 年放假安排尚未录入") {
		t.Errorf("while it is typed: %v %v", told, err)
	}
	if _, sentence := o.importHolidays("2027.json", noticeOf2027); sentence != "" {
		t.Fatal(sentence)
	}
	if got := said(); strings.Contains(got, "尚未录入") {
		t.Errorf("the notice is there: %s", got)
	}
}
