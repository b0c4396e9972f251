package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/data/take"
)

// delivered is a letter that is delivered on 2026-03-10 and not signed for, with measures due by 2026-04-10 and the rest by 2026-06-10.
func (o office) delivered(title string, texts ...string) int64 {
	o.tb.Helper()
	id := o.letter(title, "", texts...)
	for _, s := range []stepTo{
		{"送审", record.Values{"submitted_on": "2026-03-02"}, ""},
		{"领导审签", record.Values{"leader_on": "2026-03-03", "leader": "李主席"}, ""},
		{"主席会议审定", record.Values{"approved_on": "2026-03-05"}, ""},
		{"送达", record.Values{"delivered_on": "2026-03-10"}, ""},
	} {
		o.goes(supervision.Letters, id, s)
	}
	return id
}

// owedOn is the state, deadline and its reason of a point as known on a day.
func (o office) owedOn(point int64, day string) string {
	o.tb.Helper()
	r, err := supervision.Points.RecordOn(o.tb.Context(), o.DB(), point, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	return strings.Join([]string{r.Values["status"], r.Values["due_now"], r.Values["due_why"]}, " ")
}

// An extension counts from the day it was approved on whatever the state: of the measures, of the rest, and of neither sooner than it was due anyway.
func TestExtensionCountsBeforeMeasures(t *testing.T) {
	o := atWork(t)
	letter := o.delivered("甲", "一", "二", "三")
	points := o.points(letter)
	if why := o.takeStep(supervision.Points, points[0], "批准延期", record.Values{"extended_to": "2026-05-10", "extended_on": "2026-03-20", "extended_by": "李主席", "extended_why": "工程未完"}); why != "" {
		t.Fatal(why)
	}
	if why := o.takeStep(supervision.Letters, letter, "签收", record.Values{"received_on": "2026-03-25"}); why != "" {
		t.Fatal(why)
	}
	if why := o.takeStep(supervision.Points, points[1], "批准延期", record.Values{"extended_to": "2026-08-10", "extended_on": "2026-04-09", "extended_by": "李主席", "extended_why": "工程未完"}); why != "" {
		t.Fatal(why)
	}
	for _, p := range points[:2] {
		if why := o.takeStep(supervision.Points, p, "登记措施", record.Values{"measure_on": "2026-05-01", "measure": "轮班"}); why != "" {
			t.Fatal(why)
		}
	}
	for _, c := range []struct {
		point     int
		day, want string
	}{
		{0, "2026-03-19", "待签收 2026-04-10 送达 2026-03-10 起"},
		{0, "2026-03-20", "待签收 2026-05-10 2026-03-20 批准延期至 2026-05-10"},
		{0, "2026-03-25", "整改中 2026-05-10 2026-03-20 批准延期至 2026-05-10"},
		{0, "2026-05-01", "整改中 2026-06-10 送达 2026-03-10 起"},
		{1, "2026-04-08", "整改中 2026-04-10 送达 2026-03-10 起"},
		{1, "2026-04-09", "整改中 2026-08-10 2026-04-09 批准延期至 2026-08-10"},
		{1, "2026-05-01", "整改中 2026-08-10 2026-04-09 批准延期至 2026-08-10"},
		{2, "2026-05-01", "整改中 2026-04-10 送达 2026-03-10 起"},
	} {
		if got := o.owedOn(points[c.point], c.day); !strings.HasPrefix(got, c.want) {
			t.Errorf("point %d on %s: %q, want %q", c.point+1, c.day, got, c.want)
		}
	}
	figures, err := data.Figures(t.Context(), o.DB(), 2026, "2026-07-01")
	if err != nil {
		t.Fatal(err)
	}
	if late := measure.Of(figures, "points_late"); late.Num != 2 {
		t.Errorf("%d points late on 2026-07-01, want the first and the third", late.Num)
	}
	if owed := measure.Of(figures, "points_in_time_rate"); owed.Den != 2 {
		t.Errorf("%d points owed an answer on 2026-07-01, want the first and the third", owed.Den)
	}
}

// A letter is put off as a whole before its points are: those of which nothing is owed stay.
func TestLetterIsPutOff(t *testing.T) {
	o := atWork(t)
	letter := o.letter("甲", "2026-03-10", "一", "二")
	points := o.points(letter)
	if why := o.takeStep(supervision.Points, points[0], "登记答复", record.Values{"replied_on": "2026-03-20", "reply": "已改"}); why != "" {
		t.Fatal(why)
	}
	if why := o.takeStep(supervision.Letters, letter, "批准延期", record.Values{"extended_to": "2026-04-10", "extended_on": "2026-04-01", "extended_by": "李主席", "extended_why": "工程未完"}); !strings.Contains(why, "「二」延期至 2026-04-10 不晚于措施期限 2026-04-10") {
		t.Error(why)
	}
	if why := o.takeStep(supervision.Letters, letter, "批准延期", record.Values{"extended_to": "2026-07-10", "extended_on": "2026-04-01", "extended_by": "李主席", "extended_why": "工程未完"}); why != "" {
		t.Fatal(why)
	}
	if why := o.takeStep(supervision.Letters, letter, "批准延期", record.Values{"extended_to": "2026-07-01", "extended_on": "2026-05-01", "extended_by": "李主席", "extended_why": "工程未完"}); !strings.Contains(why, "「二」已延期至 2026-07-10") {
		t.Error(why)
	}
	o.expect(supervision.Points, points[0], record.Values{"extended_to": "", "status": "已答复"})
	o.expect(supervision.Points, points[1], record.Values{"extended_to": "2026-07-10", "due_now": "2026-07-10"})
	o.expect(supervision.Letters, letter, record.Values{"due_now": "2026-07-10"})
}

// Nothing is put right before the letter is signed for, by step and form alike; 签收 then opens it.
func TestNothingBeforeTheReceipt(t *testing.T) {
	o := atWork(t)
	letter := o.delivered("甲", "一", "二")
	first := o.points(letter)[0]
	o.expect(supervision.Letters, letter, record.Values{"status": "待签收", "due_now": "2026-04-10"})
	o.expect(supervision.Points, first, record.Values{"status": "待签收", "due_now": "2026-04-10"})
	if why := o.takeStep(supervision.Points, first, "登记措施", record.Values{"measure_on": "2026-03-20", "measure": "轮班"}); !strings.HasPrefix(why, "现在是「待签收」，要「整改中」或「已答复」时才能登记措施") {
		t.Error(why)
	}
	const unsigned = "「一」有措施日期 2026-03-20，意见书却没有签收日期；请先在意见书中登记签收"
	if _, why := o.saveAs(supervision.Points, first, record.Values{"measure_on": "2026-03-20", "measure": "轮班"}); !strings.Contains(why, unsigned) {
		t.Error(why)
	}
	if _, why := o.saveAs(supervision.Letters, letter, record.Values{"received_on": "2026-03-12"}); why != "" {
		t.Fatal(why)
	}
	if got, _ := o.taken(supervision.Points, "文号,意见内容,整改措施,措施日期", "1,一,轮班,2026-03-11", "1,二,轮班,2026-03-12"); !strings.Contains(got, "「一」的措施日期 2026-03-11 早于意见书的签收日期 2026-03-12") || !strings.HasSuffix(got, "变更") {
		t.Error(got)
	}
	if _, why := o.saveAs(supervision.Letters, letter, record.Values{"received_on": ""}); !strings.Contains(why, "意见书却没有签收日期") {
		t.Errorf("the receipt taken away from under the measures: %q", why)
	}
	if _, why := o.saveAs(supervision.Letters, letter, record.Values{"received_on": "2026-03-13"}); !strings.Contains(why, "早于意见书的签收日期") {
		t.Errorf("the receipt moved behind the measures: %q", why)
	}
}

// An old ledger of points often has letters that nobody is known to have signed for: it is taken, and what is missing said.
func TestAnOldLedgerOfPointsNeedsNoReceipt(t *testing.T) {
	o := atWork(t)
	o.delivered("甲", "一")
	_, im := o.taken(supervision.Points, "文号,意见内容,整改措施,措施日期", "1,一,轮班,2026-03-20")
	if im.Count(take.RowRejected) != 0 || !strings.Contains(strings.Join(append(im.Notes, im.Strange...), "\n"), "没有签收日期") {
		t.Errorf("refused %d: %q %q", im.Count(take.RowRejected), im.Notes, im.Strange)
	}
}

// An extension of a point is approved while there is a deadline to put off, as one of a proposal's unit is.
func TestAPointIsPutOffBeforeItsDeadline(t *testing.T) {
	const rule = "整改的延期在期限届满、答复以前批准"
	o := atWork(t)
	letter := o.letter("甲", "2026-03-10", "一", "二")
	points := o.points(letter)
	put := func(to, on, why string) record.Values {
		return record.Values{"extended_to": to, "extended_on": on, "extended_by": "李主席", "extended_why": why}
	}
	late := "「一」的期限 2026-04-10 已过，2026-04-20 才批准延期；应在期限届满以前批准。确实补批的，请在「延期理由」里写明「补批」和原因"
	if got := o.takeStep(supervision.Points, points[0], "批准延期", put("2026-05-10", "2026-04-20", "等资金")); !strings.Contains(got, late) {
		t.Errorf("a step: %q", got)
	}
	if got := o.takeStep(supervision.Letters, letter, "批准延期", put("2026-05-10", "2026-04-20", "等资金")); !strings.Contains(got, late) {
		t.Errorf("a step of the letter: %q", got)
	}
	if _, got := o.saveAs(supervision.Points, points[0], put("2026-05-10", "2026-04-20", "等资金")); !strings.Contains(got, late) {
		t.Errorf("a form: %q", got)
	}
	if got := o.imported(supervision.Points, []string{"文号", "意见内容", "延期至", "延期批准日期", "延期批准人", "延期理由"}, []string{"1", "一", "2026-05-10", "2026-04-20", "李主席", "等资金"}); !strings.Contains(got, late) {
		t.Errorf("a file: %q", got)
	}
	if broken, open := o.ruled(rule); broken+open != "" {
		t.Errorf("of none: %q, %q", broken, open)
	}
	o.stepsOf(supervision.Points, points[0], stepTo{"批准延期", put("2026-05-10", "2026-04-20", "补批，等资金"), ""})
	o.stepsOf(supervision.Points, points[0], stepTo{"批准延期", put("2026-06-30", "2026-05-10", "等资金"), ""}) // the second in time
	named := "意见 1-1 的期限 2026-04-10 过后，2026-04-20 补批延期至 2026-05-10，请核对批件\n"
	if broken, open := o.ruled(rule); broken != "" || open != named {
		t.Errorf("said: %q, %q", broken, open)
	}
	o.stepsOf(supervision.Points, points[0], stepTo{"登记答复", record.Values{"replied_on": "2026-07-20", "reply": "已改"}, ""})
	if _, got := o.saveAs(supervision.Points, points[0], put("2026-08-10", "2026-07-30", "补批，等资金")); !strings.Contains(got, "「一」2026-07-20 已经答复，延期却是 2026-07-30 批准的；答复以后没有期限可延") {
		t.Errorf("after the reply: %q", got)
	}
	o.stepsOf(supervision.Points, points[0], stepTo{"退回整改", record.Values{"returned_on": "2026-07-30", "return_why": "不实"}, ""})
	o.stepsOf(supervision.Points, points[0], stepTo{"批准延期", put("2026-09-10", "2026-07-30", "补批，重做"), ""})
	o.do("UPDATE point_extension SET extended_why = '等资金'") // an older version
	if broken, _ := o.ruled(rule); !strings.Contains(broken, "意见 1-1 的期限 2026-04-10 过后，2026-04-20 才批准延期至 2026-05-10，没有写明补批\n") {
		t.Errorf("unsaid: %q", broken)
	}
	o.do("UPDATE opinion_point SET replied_on = '2026-07-20', returned_on = ''; DELETE FROM point_return")
	if broken, _ := o.ruled(rule); !strings.Contains(broken, "意见 1-1 已经答复，2026-07-30 才批准由 2026-06-30 延期至 2026-09-10\n") {
		t.Errorf("after the reply: %q", broken)
	}
}
