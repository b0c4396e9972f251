package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// cutOff is an office whose session of 2026 takes proposals until 2026-02-02 10:00.
func cutOff(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	o.edit(roster.Sessions, o.id("session", "year = 2026"), record.Values{"cut_off": "2026年2月2日上午10时", "closes_on": "2026-02-05"})
	return o
}

// A session takes proposals until a minute of a day before it closes.
func TestCutOffOfASession(t *testing.T) {
	o := cutOff(t)
	session := o.id("session", "year = 2026")
	for typed, want := range map[string]string{"2026-02-02": "应写到时分，如 2026-02-02 10:00", "2月2日 10:00": "没有写年份", "2026-02-02 25:00": "钟点不对", "2031-02-02 10:00": "闭幕日期 2026-02-05 早于提案截止 2031-02-02"} {
		if _, got := o.saveAs(roster.Sessions, session, record.Values{"cut_off": typed, "closes_on": "2026-02-05"}); !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	o.expect(roster.Sessions, session, record.Values{"cut_off": "2026-02-02 10:00"})
}

// What comes in after the cut-off is 平时提案, and on that day the time has to be told.
func TestProposalsBesideTheCutOff(t *testing.T) {
	o := cutOff(t)
	for i, c := range []struct{ on, at, told, want string }{
		{"2026-02-01", "", "", "大会提案"},
		{"2026-02-02", "9:30", "", "大会提案"},
		{"2026-02-02", "10:00", "", "大会提案"},
		{"2026-02-02", "上午10点半", "", "平时提案"},
		{"2026-02-02", "", "大会提案", "大会提案"},
		{"2026-02-03", "", "", "平时提案"},
		{"2026-02-02", "", "", "2026-02-02 收到的提案，当天 10:00 截止，看不出是截止以前还是以后收到的；请写「收到时刻」（如 09:30），或写明「时间属性」。"},
	} {
		v := record.Values{"title": "关于第" + string(rune('一'+i)) + "件的建议", "proposer": "民建县委", "received_on": c.on, "received_at": c.at, "timing": c.told}
		id, got := o.saveAs(proposal.Proposals, 0, v)
		if got == "" {
			got = o.rows("SELECT timing FROM proposal WHERE id = (SELECT max(id) FROM proposal)")
		}
		if got != c.want {
			t.Errorf("%s %s: %q, want %q", c.on, c.at, got, c.want)
		}
		if c.at == "9:30" {
			o.expect(proposal.Proposals, id, record.Values{"received_at": "09:30"})
		}
	}
}

// The time of a cell is that of the proposal.
func TestTimeOfACellBesideTheCutOff(t *testing.T) {
	o := cutOff(t)
	table := []string{"案由,提案人,收到时间", "关于甲的建议,民建县委,2026-02-02 09:59", "关于乙的建议,民建县委,2026年2月2日下午3时", "关于丙的建议,民建县委,2026-02-02", "关于丁的建议,民建县委,2026-02-02 00:00:00"}
	for i, want := range []string{"大会提案 09:59", "平时提案 15:00"} {
		o.taken(proposal.Proposals, table[0], table[1+i])
		if got := o.rows("SELECT timing || ' ' || received_at FROM proposal ORDER BY id DESC LIMIT 1"); got != want {
			t.Errorf("%s: %q, want %q", table[1+i], got, want)
		}
	}
	header := strings.Split(table[0], ",")
	for _, row := range table[3:] {
		if got := o.imported(proposal.Proposals, header, strings.Split(row, ",")); !strings.Contains(got, "请写「收到时刻」") {
			t.Errorf("%s: %q", row, got)
		}
	}
	header = append(header, "收到时刻")
	for _, row := range []string{"2026-02-02 09:59,11:00", "2026-02-02 09:59,2026-02-02 11:00", "2026-02-01,2026-02-02 11:00"} {
		got := o.imported(proposal.Proposals, header, strings.Split("关于戊的建议,民建县委,"+row, ","))
		if !strings.Contains(got, "一栏却是「"+strings.Split(row, ",")[1]+"」，请核对") {
			t.Errorf("two times: %q", got)
		}
	}
	for _, row := range []string{"2026-02-02,2026年2月2日 上午9:59", ",2026-02-02 09:59:00"} {
		o.taken(proposal.Proposals, strings.Join(header, ","), "关于"+row[len(row)-2:]+"的建议,民建县委,"+row)
		if got := o.rows("SELECT timing || ' ' || received_on || ' ' || received_at FROM proposal ORDER BY id DESC LIMIT 1"); got != "大会提案 2026-02-02 09:59" {
			t.Errorf("%s: %q", row, got)
		}
	}
}

// A 时间属性 that contradicts the cut-off, as once that was changed, is listed.
func TestTimingThatContradictsTheCutOff(t *testing.T) {
	o := cutOff(t)
	o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-02-02", "received_at": "09:59"})
	o.edit(roster.Sessions, o.id("session", "year = 2026"), record.Values{"cut_off": "2026-02-02 09:00"})
	rulings, err := proposal.Proposals.Rules(t.Context(), o.DB(), record.Bench{Year: 2026, Day: "2026-11-23"})
	if err != nil {
		t.Fatal(err)
	}
	var broken []string
	for _, r := range rulings {
		if r.Rule == "时间属性与提案截止相符" {
			for _, b := range r.Broken {
				broken = append(broken, b.Words)
			}
		}
	}
	if len(broken) == 0 || !strings.Contains(strings.Join(broken, ""), "「关于甲的建议」收到于 2026-02-02 09:59，提案截止是 2026-02-02 09:00，应是平时提案，时间属性却是「大会提案」") {
		t.Errorf("broken %q", broken)
	}
}
