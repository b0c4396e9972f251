package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
)

func TestAPointOfAnotherUnitsLetterIsRefused(t *testing.T) {
	o := atWork(t)
	o.letter("关于窗口服务的监督意见", "2026-03-10", "设无障碍通道")
	for heading, want := range map[string]bool{
		"责任单位|县教育局": true, "责任单位|教育局": true, "责任单位|县教育局、县公安局": true, "监督小组|第3组": true, "标题|窗口服务": true, "被监督单位|": true,
		"责任单位|县公安局": false, "整改单位|县公安局": false, "责任单位|县某局": false, "监督小组|4": false, "标题|关于食堂卫生的监督意见": false,
	} {
		head, cell, _ := strings.Cut(heading, "|")
		for _, text := range []string{"设无障碍通道", "另一条意见"} {
			got, im := o.takenSheets(supervision.Points, pipedSheet("文号|意见内容|整改措施|"+head, "1|"+text+"|已改|"+cell))
			if refused := strings.Contains(got, "1 号意见书是第 3 组给「县教育局」的「关于窗口服务的监督意见」，这一行写的是"); refused == want || !refused && strings.Contains(got, "退回") {
				t.Errorf("%s %s: %s", heading, text, got)
			}
			if len(im.Unknown) > 0 {
				t.Errorf("%s: unknown %v", heading, im.Unknown)
			}
		}
	}
}

func TestALetterSignedOffIsNotReopenedByAFile(t *testing.T) {
	o := atWork(t)
	id := o.letter("关于窗口服务的监督意见", "2026-03-10", "设无障碍通道")
	done := "|2026-03-12|2026-03-20|2026-03-21|2026-03-22|2026-03-23"
	head := "文号|意见内容|措施日期|答复日期|验收日期|回头看日期|销号日期"
	if got, _ := o.takenSheets(supervision.Points, pipedSheet(head, "1|设无障碍通道"+done, "1|又一条"+done)); got != "变更\n新增" {
		t.Fatal(got)
	}
	o.expect(supervision.Letters, id, record.Values{"status": "已销号"})
	got, _ := o.takenSheets(supervision.Points, pipedSheet(head, "1|全新的一条|||||", "1|补记的一条"+done))
	if !strings.HasPrefix(got, "退回 1 号意见书「关于窗口服务的监督意见」的 2 条意见已全部销号，再记「全新的一条」") || !strings.HasSuffix(got, "\n新增") {
		t.Errorf("taken in: %s", got)
	}
	o.expect(supervision.Letters, id, record.Values{"status": "已销号", "points_count": "3"})
	o.edit(supervision.Letters, id, record.Values{"points": rows.Text(append(o.pointsOf(id), rows.Row{"text": "手工补记"}))})
	o.expect(supervision.Letters, id, record.Values{"points_count": "4", "closed_count": "3"})
}

// A file may bring the points of a letter of which one is signed off and the next is not.
func TestPointsOfOneFileSignedOffAndOpen(t *testing.T) {
	o := atWork(t)
	if got, _ := o.takenSheets(supervision.Letters, pipedSheet("文号|标题|监督小组|送审日期|审签日期|审签领导|审定日期|送达日期|签收日期", "1|关于窗口服务的监督意见|3|2026-03-02|2026-03-03|李主席|2026-03-05|2026-03-10|2026-03-11")); got != "新增" {
		t.Fatal(got)
	}
	got, _ := o.takenSheets(supervision.Points, pipedSheet("文号|意见内容|整改措施|措施日期|答复内容|答复日期|验收日期|回头看日期|回头看情况|销号日期",
		"1|设无障碍通道|已设|2026-03-12|已办|2026-03-20|2026-03-21|2026-03-22|到位|2026-03-23", "1|又一条|在办|2026-03-12|||||"))
	if got != "新增\n新增" {
		t.Error(got)
	}
}

func (o office) pointsOf(letter int64) []rows.Row {
	o.tb.Helper()
	r, err := supervision.Letters.Record(o.tb.Context(), o.DB(), letter)
	if err != nil {
		o.tb.Fatal(err)
	}
	all, err := rows.Parse(r.Values["points"])
	if err != nil {
		o.tb.Fatal(err)
	}
	return all
}
