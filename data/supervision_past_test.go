package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// onDay are values of a record as of a day, joined.
func (o office) onDay(kind *record.Kind, id int64, day string, keys ...string) string {
	o.tb.Helper()
	r, err := kind.RecordOn(o.tb.Context(), o.DB(), id, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	texts := make([]string, len(keys))
	for i, key := range keys {
		texts[i] = r.Values[key]
	}
	return strings.Join(texts, "|")
}

// stepsOf takes steps that must be taken.
func (o office) stepsOf(kind *record.Kind, id int64, steps ...stepTo) {
	o.tb.Helper()
	for _, s := range steps {
		if sentence := o.takeStep(kind, id, s.name, s.v); sentence != "" {
			o.tb.Fatalf("%s: %s", s.name, sentence)
		}
	}
}

// Each extension counts from its own day on: another one changes no day before it, of one point or of all of a letter. Each says who approved it and why.
func TestEachExtensionKeepsItsDays(t *testing.T) {
	o := atWork(t)
	letter := o.letter("甲", "2026-03-10", "一")
	point := o.points(letter)[0]
	first := record.Values{"extended_to": "2026-05-10", "extended_on": "2026-04-01", "extended_by": "李主席", "extended_why": "等资金"}
	again := record.Values{"extended_to": "2026-08-10", "extended_on": "2026-05-05", "extended_by": "王主席", "extended_why": "等验收"}
	o.stepsOf(supervision.Points, point, stepTo{"批准延期", first, ""})
	o.stepsOf(supervision.Letters, letter, stepTo{"批准延期", again, ""})
	keys := []string{"due_now", "extended_to", "extended_on", "extended_by", "extended_why"}
	for day, want := range map[string]string{
		"2026-03-31": "2026-04-10||||",
		"2026-04-01": "2026-05-10|2026-05-10|2026-04-01|李主席|等资金",
		"2026-05-04": "2026-05-10|2026-05-10|2026-04-01|李主席|等资金",
		"2026-05-05": "2026-08-10|2026-08-10|2026-05-05|王主席|等验收",
	} {
		if got := o.onDay(supervision.Points, point, day, keys...); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
	if got := o.onDay(supervision.Letters, letter, "2026-04-20", "due_now"); got != "2026-05-10" {
		t.Errorf("the letter on 2026-04-20 is due by %q", got)
	}
	if got := o.owedOn(point, "2026-04-20"); got != "整改中 2026-05-10 2026-04-01 批准延期至 2026-05-10" {
		t.Error(got)
	}
	o.edit(supervision.Points, point, record.Values{"extended_to": "2026-08-20"}) // a correction of the newest, not another
	if got := o.onDay(supervision.Points, point, "2026-05-04", "extended_to") + " " + o.onDay(supervision.Points, point, "2026-05-05", "extended_to"); got != "2026-05-10 2026-08-20" {
		t.Error(got)
	}
	if _, why := o.saveAs(supervision.Points, point, record.Values{"extended_on": "2026-04-01"}); !strings.Contains(why, "不晚于上一次延期的批准日期 2026-04-01") {
		t.Error(why)
	}
	delete(again, "extended_why")
	if why := o.takeStep(supervision.Points, point, "批准延期", again); !strings.Contains(why, "理由") {
		t.Error(why)
	}
}

// What was accepted and looked at stays so for the days before it was returned, with what was said by then.
func TestAcceptanceBeforeAReturnStays(t *testing.T) {
	o := atWork(t)
	point := o.points(o.letter("甲", "2026-03-10", "一"))[0]
	o.stepsOf(
		supervision.Points, point,
		stepTo{"登记措施", record.Values{"measure_on": "2026-03-20", "measure": "轮班"}, ""},
		stepTo{"登记措施", record.Values{"measure_on": "2026-04-20", "measure": "加人"}, ""},
		stepTo{"记录进展", record.Values{"progress_on": "2026-05-01", "progress": "排班"}, ""},
		stepTo{"记录进展", record.Values{"progress_on": "2026-05-20", "progress": "招人"}, ""},
		stepTo{"登记答复", record.Values{"replied_on": "2026-06-01", "reply": "已改"}, ""},
		stepTo{"验收", record.Values{"accepted_on": "2026-06-10", "accepted_by": "王主任"}, ""},
		stepTo{"回头看", record.Values{"looked_on": "2026-06-20", "looked": "又没人"}, ""},
		stepTo{"退回整改", record.Values{"returned_on": "2026-06-25", "return_why": "反弹"}, ""},
		stepTo{"登记答复", record.Values{"replied_on": "2026-07-01", "reply": "再改"}, ""},
		stepTo{"退回整改", record.Values{"returned_on": "2026-07-05", "return_why": "还不行"}, ""},
		stepTo{"登记答复", record.Values{"replied_on": "2026-07-10", "reply": "改好"}, ""},
		stepTo{"验收", record.Values{"accepted_on": "2026-07-12", "accepted_by": "李主任"}, ""},
		stepTo{"回头看", record.Values{"looked_on": "2026-08-12", "looked": "巩固"}, ""},
		stepTo{"销号", record.Values{"closed_on": "2026-08-13"}, ""},
	)
	keys := []string{"status", "measure_on", "measure", "progress_on", "progress", "reply", "accepted_on", "accepted_by", "looked_on", "looked", "return_why"}
	for day, want := range map[string]string{
		"2026-03-19": "整改中||||||||||",
		"2026-04-19": "整改中|2026-03-20|2026-03-20 轮班||||||||",
		"2026-05-10": "整改中|2026-03-20|2026-03-20 轮班\n2026-04-20 加人|2026-05-01|2026-05-01 排班||||||",
		"2026-06-15": "待回头看|2026-03-20|2026-03-20 轮班\n2026-04-20 加人|2026-05-20|2026-05-01 排班\n2026-05-20 招人|2026-06-01 已改|2026-06-10|王主任|||",
		"2026-06-24": "待销号|2026-03-20|2026-03-20 轮班\n2026-04-20 加人|2026-05-20|2026-05-01 排班\n2026-05-20 招人|2026-06-01 已改|2026-06-10|王主任|2026-06-20|2026-06-20 又没人|",
		"2026-07-03": "已答复|2026-03-20|2026-03-20 轮班\n2026-04-20 加人|2026-05-20|2026-05-01 排班\n2026-05-20 招人|2026-06-01 已改\n2026-07-01 再改|2026-06-10|王主任|2026-06-20|2026-06-20 又没人|2026-06-25 反弹",
		"2026-07-12": "待回头看|2026-03-20|2026-03-20 轮班\n2026-04-20 加人|2026-05-20|2026-05-01 排班\n2026-05-20 招人|2026-06-01 已改\n2026-07-01 再改\n2026-07-10 改好|2026-07-12|李主任|2026-06-20|2026-06-20 又没人|2026-06-25 反弹\n2026-07-05 还不行",
	} {
		if got := o.onDay(supervision.Points, point, day, keys...); got != want {
			t.Errorf("on %s:\n%q, want\n%q", day, got, want)
		}
	}
}

// A point of which no measures are known is not signed off, and nobody accepts without his name.
func TestNothingIsSignedOffWithoutMeasures(t *testing.T) {
	o := atWork(t)
	point := o.points(o.letter("甲", "2026-03-10", "一"))[0]
	o.stepsOf(supervision.Points, point, stepTo{"登记答复", record.Values{"replied_on": "2026-06-01", "reply": "已改"}, ""})
	if why := o.takeStep(supervision.Points, point, "验收", record.Values{"accepted_on": "2026-06-02"}); !strings.Contains(why, "验收人") {
		t.Error(why)
	}
	o.stepsOf(supervision.Points, point, stepTo{"验收", record.Values{"accepted_on": "2026-06-02", "accepted_by": "王主任"}, ""}, stepTo{"回头看", record.Values{"looked_on": "2026-07-02"}, ""})
	if why := o.takeStep(supervision.Points, point, "销号", record.Values{"closed_on": "2026-07-03"}); !strings.Contains(why, "没有登记过整改措施") {
		t.Error(why)
	}
	o.edit(supervision.Points, point, record.Values{"measure": "轮班", "measure_on": "2026-04-01"})
	o.stepsOf(supervision.Points, point, stepTo{"销号", record.Values{"closed_on": "2026-07-03"}, ""})
}

// An item that is refused after it was sorted was sorted until then, and who reported it is told once.
func TestItemRefusedAfterItWasSorted(t *testing.T) {
	o := atWork(t)
	id := o.reported("甲", stepTo{"分流", record.Values{"class": "重大", "triaged_on": "2026-05-13"}, ""}, stepTo{"不予受理", record.Values{"declined_on": "2026-05-20", "decline_why": "不属监督范围"}, ""})
	for day, want := range map[string]string{
		"2026-05-12": "待分流||||", "2026-05-13": "待转办|2026-05-13|重大||", "2026-05-19": "待转办|2026-05-13|重大||", "2026-05-20": "不予受理|2026-05-13||2026-05-20|不属监督范围",
	} {
		if got := o.onDay(supervision.Directs, id, day, "status", "triaged_on", "class", "declined_on", "decline_why"); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
	o.stepsOf(supervision.Directs, id, stepTo{"反馈", record.Values{"told_on": "2026-05-21"}, ""})
	if why := o.takeStep(supervision.Directs, id, "反馈", record.Values{"told_on": "2026-06-21"}); !strings.Contains(why, "已于 2026-05-21 反馈过") {
		t.Error(why)
	}
	if _, why := o.saveAs(supervision.Directs, id, record.Values{"declined_on": "2026-05-12"}); !strings.Contains(why, "不予受理日期 2026-05-12 早于分流日期 2026-05-13") {
		t.Error(why)
	}
	o.edit(supervision.Directs, id, record.Values{"decline_why": "", "told_on": ""})
	o.expect(supervision.Directs, id, record.Values{"status": "待转办", "declined_on": "", "class": "重大"})
	o.taken(supervision.Directs, "反映日期,反映人,反映事项,分流日期,不予受理原因", "2026-05-12,张一,乙,2026-05-13,重复")
	if got := o.onDay(supervision.Directs, id+1, "2026-05-13", "status", "declined_on"); got != "不予受理|2026-05-13" {
		t.Errorf("one of a file: %q", got)
	}
}

// The term of an item that was sent back is counted in its own words.
func TestTermOfAnItemSentBack(t *testing.T) {
	o := atWork(t)
	id := o.reported("甲", stepTo{"分流", record.Values{"class": "一般", "triaged_on": "2026-05-13"}, ""}, stepTo{"转办", record.Values{"handler": "县教育局", "passed_on": "2026-05-13"}, ""},
		stepTo{"登记答复", record.Values{"replied_on": "2026-05-18", "reply": "已改"}, ""}, stepTo{"退回重办", record.Values{"returned_on": "2026-05-20", "return_why": "没有改"}, ""})
	for day, want := range map[string]string{"2026-05-14": "转办 2026-05-13 起", "2026-05-20": "退回重办 2026-05-20 起"} {
		if got := o.onDay(supervision.Directs, id, day, "due_why"); !strings.HasPrefix(got, want) {
			t.Errorf("on %s: %q", day, got)
		}
	}
}
