package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

func TestContacts(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "张小明", "sector": "教育界", "committees": "提案委、文史委", "mobile": "13800000001", "posts": "委员"})
	o.save(roster.Members, record.Values{"name": "李静", "sector": "教育界", "posts": "常委"})
	o.save(roster.Members, record.Values{"name": "王芳", "sector": "农业界"})
	o.save(roster.Members, record.Values{"name": "赵六", "status": "调离"})
	o.save(roster.Supervisors, record.Values{"name": "钱七", "to_on": "2026-11"})
	o.save(roster.Supervisors, record.Values{"name": "孙八", "to_on": "2026-10-31"})
	o.edit(roster.Units, 1, record.Values{"contact": "周九", "phone": "0571-88880000", "system": "政府系统"})
	for _, tt := range []struct {
		name, by string
		kinds    []*record.Kind
		want     string
	}{
		{"members as one list", "", []*record.Kind{roster.Members}, ":李静 :王芳 :张小明"},
		{"members by sector", "sector", []*record.Kind{roster.Members}, "教育界:李静 教育界:张小明 农业界:王芳"},
		{"members by committee, several and none", "committees", []*record.Kind{roster.Members}, "提案委:张小明 文史委:张小明 其他:李静 其他:王芳"},
		{"supervisors whose engagement lasts", "", []*record.Kind{roster.Supervisors}, ":钱七"},
		{"units with somebody to ask for", "system", []*record.Kind{roster.Units}, "政府系统:周九"},
		{"all", "", nil, "委员:李静 委员:王芳 委员:张小明 民主监督员:钱七 承办单位:周九"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found, err := roster.Contacts(t.Context(), o.DB(), record.Scope{TermID: 1, Year: 2026}, "2026-11-23", tt.by, fold.AsListed, tt.kinds...)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range found {
				got = append(got, c.Group+":"+c.Values["name"])
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, " "), tt.want)
			}
		})
	}
	if _, err := roster.Contacts(t.Context(), o.DB(), record.Scope{TermID: 1}, "2026-11-23", "籍贯", fold.AsListed); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("grouped by what is no grouping: %v", err)
	}
	if _, err := roster.PickContactFields([]string{"姓名", "星座"}); err == nil || !strings.Contains(store.Sentence(err), "没有「星座」这一栏") {
		t.Errorf("an unknown column: %v", err)
	}
}

func TestDisclosureStandsInTheJournal(t *testing.T) {
	o := openOffice(t)
	id := o.zhang(record.Values{"mobile": "13800000001"})
	if err := record.Disclose(t.Context(), o.Store, "王芳", roster.Members, id, []string{"身份证号", "手机"}, "查看"); err != nil {
		t.Fatal(err)
	}
	var actor, wording, fields string
	var row int64
	err := o.DB().QueryRowContext(t.Context(), `SELECT w.actor, w.wording, d.fields, d.row_id FROM disclosure d
		JOIN journal_row r ON r.tbl = 'disclosure' AND r.row_id = d.id JOIN journal_write w ON w.id = r.write_id`).Scan(&actor, &wording, &fields, &row)
	if err != nil {
		t.Fatal(err)
	}
	if actor != "王芳" || wording != "查看委员 张小明 的 身份证号、手机" || fields != "身份证号、手机" || row != id {
		t.Errorf("%s: %s (%s, %d)", actor, wording, fields, row)
	}
	if err := o.Send(t.Context(), "王芳", store.Outgoing{What: "通讯录", Count: 3, Fields: []string{"手机"}, Whole: true, Purpose: " "}, nil); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("without a reason: %v", err)
	}
	if err := record.Disclose(t.Context(), o.Store, "王芳", roster.Members, 99, nil, "查看"); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("of nobody: %v", err)
	}
	var write int64
	if err := o.DB().QueryRowContext(t.Context(), "SELECT max(id) FROM journal_write").Scan(&write); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Revert(t.Context(), "王芳", write); store.CodeOf(err) != store.CodeConflict || !strings.Contains(store.Sentence(err), "看过的内容收不回") {
		t.Errorf("undone: %v", err)
	}
	state, err := o.UndoState(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if state.Undo == nil || state.Undo.Wording == wording {
		t.Errorf("would be undone: %+v", state.Undo)
	}
}

func TestMask(t *testing.T) {
	for value, want := range map[string]string{
		"": "", "张": "**", "ab": "**", "12345": "1****", "88880000": "88**0000", "13800005678": "138****5678", "330106197503081230": "330***********1230",
		"0571-88880000": "057******0000",
		"云岭县城关镇人民路12号":  "云岭县城关镇******", "浙江省云岭县城关镇人民路12号2单元301室": "浙江省云岭县城关镇*************", "人民路3号": "*****", "城区5号": "城区**",
	} {
		if got := record.Mask(value); got != want {
			t.Errorf("%s is masked %s, want %s", value, got, want)
		}
	}
}
