package data_test

import (
	"strconv"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// A member who has left makes no proposals; what came in before he did, or when he is a member once more, is his.
func TestWhoHasLeftProposesNothing(t *testing.T) {
	o := openOffice(t)
	gone := o.save(roster.Members, record.Values{"name": "冯宏生", "workplace": "县一中"})
	o.save(roster.Members, record.Values{"name": "汪婉萍", "workplace": "县二中"})
	again := o.save(roster.Members, record.Values{"name": "孟诗菊", "workplace": "县三中"})
	stored := o.save(proposal.Proposals, record.Values{"title": "关于子的建议", "proposer": "冯宏生", "received_on": "2026-06-01"})
	for _, id := range []int64{gone, again} {
		if _, got := o.saveAs(roster.Members, id, record.Values{"status": "辞去", "status_on": "2026-03-01"}); got != "" {
			t.Fatal(got)
		}
	}
	o.do("INSERT INTO term (id, ordinal, name, starts_on) VALUES (9, 9, '第九届', '2021-04-01')",
		"INSERT INTO member (person_id, term_id, joined_on) SELECT person_id, 9, '2026-05-01' FROM member WHERE id = "+strconv.FormatInt(again, 10))
	const words = "「冯宏生」已于 2026-03-01 离任（辞去），收到日期 2026-06-01 时不是委员"
	for _, v := range []record.Values{{"proposer": "冯宏生"}, {"proposer": "汪婉萍", "joint": "冯宏生"}} {
		v["title"], v["received_on"] = "关于丑的建议", "2026-06-01"
		if _, got := o.try(proposal.Proposals, v); !strings.Contains(got, words) {
			t.Errorf("%v: got %q", v, got)
		}
	}
	o.save(proposal.Proposals, record.Values{"title": "关于寅的建议", "proposer": "冯宏生", "received_on": "2026-03-01"})
	o.save(proposal.Proposals, record.Values{"title": "关于卯的建议", "proposer": "孟诗菊", "received_on": "2026-06-01"})
	o.must(stored, record.Values{"note": "备注"})
	_, im := o.taken(proposal.Proposals, "案由,提案人,收到日期", "关于辰的建议,冯宏生,2026-06-01")
	if got := strings.Join(im.Strange, "\n"); !strings.Contains(got, "提案人在收到日期不是委员的有") || !strings.Contains(got, words) {
		t.Errorf("a file: %s", got)
	}
	rulings, err := data.Rulings(t.Context(), o.DB(), record.Bench{Year: 2026, Day: "2026-12-31", Today: "2026-12-31"})
	if err != nil {
		t.Fatal(err)
	}
	named := ""
	for _, r := range rulings {
		for _, b := range r.Broken {
			if r.Rule == "委员提案人在收到日期是委员" {
				named += b.Words + "\n"
			}
		}
	}
	if want := "「关于子的建议」的提案人" + words + "\n「关于辰的建议」的提案人" + words + "\n"; named != want {
		t.Errorf("named are\n%s", named)
	}
}

// Nor does one who joined only after it came in.
func TestWhoJoinedLaterDidNotPropose(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"name": "冯宏生", "workplace": "县一中"})
	stored := o.save(proposal.Proposals, record.Values{"title": "关于子的建议", "proposer": "冯宏生", "received_on": "2026-03-01"})
	if _, got := o.saveAs(roster.Members, id, record.Values{"joined_on": "2026-06-01"}); got != "" {
		t.Fatal(got)
	}
	const words = "「冯宏生」2026-06-01 才任委员，收到日期 2026-03-01 时不是委员"
	if _, got := o.try(proposal.Proposals, record.Values{"title": "关于丑的建议", "proposer": "冯宏生", "received_on": "2026-03-01"}); !strings.Contains(got, words+"，不能作提案人") {
		t.Errorf("saved: %q", got)
	}
	o.save(proposal.Proposals, record.Values{"title": "关于寅的建议", "proposer": "冯宏生", "received_on": "2026-06-01"})
	_, im := o.taken(proposal.Proposals, "案由,提案人,收到日期", "关于卯的建议,冯宏生,2026-03-01")
	if got := strings.Join(im.Strange, "\n"); !strings.Contains(got, "提案人在收到日期不是委员的有") {
		t.Errorf("a file: %s", got)
	}
	o.must(stored, record.Values{"note": "备注"})
	if broken, _ := o.ruled("委员提案人在收到日期是委员"); broken != "「关于子的建议」的提案人"+words+"\n「关于卯的建议」的提案人"+words+"\n" {
		t.Errorf("named are %q", broken)
	}
}
