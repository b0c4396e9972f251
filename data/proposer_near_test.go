package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// nearOffice is an office with two members, whose names others are like.
func nearOffice(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "郭春", "workplace": "县委办公室"})
	o.save(roster.Members, record.Values{"name": "苏若竹"})
	return o
}

// A proposer who is no member and whose name is like a member's is refused, until it is said that nobody of the roster is meant; that is remembered.
func TestAProposerLikeAMemberIsAsked(t *testing.T) {
	o := nearOffice(t)
	for name, like := range map[string]string{"郭舂": "郭春", "郭椿": "郭春", "苏若竺": "苏若竹", "苏竹": "苏若竹", "苏若竹竹": "苏若竹", "郭舂（县医院）": "郭春"} {
		for _, v := range []record.Values{{"proposer": name}, {"proposer": "民建县委", "joint": name}, {"proposers": `[{"name":"` + name + `","role":"提案人"}]`}} {
			v["title"] = "关于" + name + "的建议"
			if _, sentence := o.try(proposal.Proposals, v); !strings.Contains(sentence, "提案人「"+name+"」不在本届委员名册中，与委员「"+like+"」相近；是他请改正，不是本届委员、要照写录入的请写成「"+name[:strings.Index(name+"（", "（")]+"（名册外）」。") {
				t.Errorf("%v: %q", v, sentence)
			}
		}
	}
	for _, name := range []string{"张三丰", "县教育局", "民革云岭县总支", "郭春", "苏若竹（县医院）"} {
		if _, sentence := o.try(proposal.Proposals, record.Values{"title": "关于" + name + "的建议", "proposer": name, "kind": "团体提案"}); sentence != "" {
			t.Errorf("%s: %q", name, sentence)
		}
	}
	id := o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "郭舂（名册外）", "joint": "民建县委（名册外）"})
	o.expect(proposal.Proposals, id, record.Values{"proposer": "郭舂", "joint": "民建县委"})
	o.must(id, record.Values{"proposer": "郭舂（名册外）", "joint": "民建县委", "note": "改过"})
	o.expect(proposal.Proposals, id, record.Values{"proposer": "郭舂", "joint": "民建县委", "note": "改过"})
	o.save(proposal.Proposals, record.Values{"title": "关于乙的建议", "proposer": "郭舂"})
	if words := o.texts("SELECT name FROM dictionary WHERE kind = 'outside_proposer'"); !slices.Equal(words, []string{"郭舂"}) {
		t.Errorf("remembered: %q", words)
	}
}

// In a file such a name is asked about, of the proposers and of those who join; what is answered holds for its rows, and 照写录入 for later files.
func TestAProposerLikeAMemberIsAskedOfAFile(t *testing.T) {
	o := nearOffice(t)
	rows := pipedSheet("案号|案由|提案人|联名人", "41|关于甲的建议|郭舂|", "42|关于乙的建议|民建县委|郭舂、苏若竹", "43|关于丙的建议|苏若竺|")
	got, im := o.takenSheets(proposal.Proposals, rows)
	if len(im.Words) != 2 || im.Words[0].Text != "郭舂" || im.Words[0].Rows != 2 || !im.Words[0].Closed || !slices.Equal(im.Words[0].Known, []string{"郭春"}) || im.Words[0].How != "不在本届委员名册中，与委员「郭春」相近" {
		t.Errorf("asked %+v", im.Words)
	}
	if strings.Count(got, "退回") != 3 || strings.Count(got, "（名册外）") != 3 {
		t.Errorf("without an answer: %s", got)
	}
	answers, err := take.Answers(t.Context(), o.DB(), proposal.Proposals, map[string]string{"郭舂": "+", "苏若竺": "苏若竹"})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := o.takenWith(proposal.Proposals, in2026, take.Options{Words: answers}, rows); strings.Contains(got, "退回") {
		t.Errorf("answered: %s", got)
	}
	if got := o.texts("SELECT q.name || COALESCE(q.member_id > 0, 0) FROM proposal_proposer q JOIN proposal p ON p.id = q.proposal_id WHERE p.number > 40 ORDER BY p.number, q.ordinal"); !slices.Equal(got, []string{"郭舂0", "民建县委0", "郭舂0", "苏若竹1", "苏若竹1"}) {
		t.Errorf("stored %q", got)
	}
	later := pipedSheet("案号|案由|提案人|联名人", "41|关于甲的建议|郭舂|", "44|关于丁的建议|郭舂|")
	if got, im := o.takenSheets(proposal.Proposals, later); strings.Contains(got, "退回") || !strings.HasPrefix(got, "相同") || len(im.Words) != 0 {
		t.Errorf("a later file: %s, asked %v", got, im.Words)
	}
}

// A name that was stored before anybody was asked stays as it is, and is asked about where it is written anew.
func TestAProposerStoredLikeAMemberStays(t *testing.T) {
	o := openOffice(t)
	o.save(proposal.Proposals, record.Values{"number": "41", "title": "关于甲的建议", "proposer": "郭舂"})
	o.save(roster.Members, record.Values{"name": "郭春"})
	o.save(proposal.Proposals, record.Values{"number": "41", "title": "关于甲的建议", "proposer": "郭舂", "note": "改过"})
	rows := pipedSheet("案号|案由|提案人|备注", "41|关于甲的建议|郭舂|再改", "42|关于乙的建议|郭舂|")
	got, im := o.takenSheets(proposal.Proposals, rows)
	if strings.Count(got, "退回") != 1 || !strings.HasPrefix(got, "变更") || len(im.Words) != 1 || !im.Words[0].Closed {
		t.Errorf("%s: %+v", got, im.Words)
	}
}
