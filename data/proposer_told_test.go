package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
)

// The only member of a name is not meant where the row says that he works elsewhere or was born in another year.
func TestProposerToldOtherwiseIsNotTheMember(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "郭春", "workplace": "县委办公室", "birth_on": "1970-05-01", "gender": "女"})
	o.save(roster.Members, record.Values{"name": "苏若竹"})
	for told, ok := range map[string]bool{
		"郭春": true, "郭春（县委办公室）": true, "郭春（县委办）": true, "郭春（1970年生）": true, "郭春（县委办公室 1970年生）": true, "郭春（组长）": true, "苏若竹（县医院）": true, "郭春（女）": true, "苏若竹（女）": true,
		"郭春（县医院）": false, "郭春（1971年生）": false, "郭春（男）": false,
	} {
		for _, key := range []string{"proposer", "joint"} {
			v := record.Values{"title": "关于" + told + key + "的建议", "proposer": "民建县委"}
			v[key] = told
			_, sentence := o.try(proposal.Proposals, v)
			if refused := strings.Contains(sentence, "名册里的「郭春」是「"); refused == ok || ok && sentence != "" {
				t.Errorf("%s as %s: %q", told, key, sentence)
			}
		}
	}
	o.save(proposal.Proposals, record.Values{"number": "30", "title": "关于三十的建议", "proposer": "郭春", "conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-01", "replied_on": "2026-05-01", "result_class": "A"})
	if _, sentence := o.try(proposal.Feedback, record.Values{"number": "30", "proposer": "郭春（县医院）", "returned_on": "2026-06-09", "result": "不满意"}); !strings.Contains(sentence, "与填写的「县医院」不同") {
		t.Errorf("feedback: %q", sentence)
	}
}

// A proposer who is no member is taken as written and named; bodies are nobody's to be found.
func TestAProposerWhoIsNoMemberIsNamed(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "郭春"})
	head := "案号|案由|提案人|联名人"
	got, im := o.takenSheets(proposal.Proposals, pipedSheet(head, "41|关于甲的建议|不存在的人|", "42|关于乙的建议|郭春|张三丰", "43|关于丙的建议|郭春|", "44|关于丁的建议|民革云岭县总支|",
		"45|关于戊的建议|教科卫体委员会|", "46|关于己的建议|县工商联|", "47|关于庚的建议|县教育局|", "48|关于辛的建议|农业界|", "49|关于壬的建议|第三小组|"))
	want := "提案人不在本届委员名册中，也不是单位或团体的名称，照写的录入：第 2 行「不存在的人」、第 3 行「张三丰」。请核对。"
	kinds := "退回 「县教育局」不是委员，也判断不了是党派、团体、界别、专委会还是小组，请写明「提案类型」。"
	if strings.Count(got, "退回") != 1 || strings.Split(got, "\n")[6] != kinds || !slices.Contains(im.Strange, want) || strings.Count(strings.Join(im.Strange, ""), "提案人") != 1 {
		t.Errorf("%s: %q", got, im.Strange)
	}
	if got, im := o.takenSheets(proposal.Proposals, pipedSheet(head, "41|关于甲的建议|不存在的人|")); got != "相同" || len(im.Strange) > 0 {
		t.Errorf("again %s: %q", got, im.Strange)
	}
}

// A body tells its kind by its name or by the rosters; of one that does not the kind is asked, and nothing is stored as a person's by guess.
func TestKindOfABodyIsAskedWhereItIsNotKnown(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Sectors, record.Values{"name": "农业和农村"})
	o.save(roster.Committees, record.Values{"name": "提案委员会", "short": "提案委"})
	o.save(roster.ActivityGroups, record.Values{"name": "城关片区"})
	o.save(roster.Members, record.Values{"name": "阿依古丽买买提"})
	for name, want := range map[string]string{
		"农业和农村": "界别提案", "提案委": "专委会提案", "城关片区": "小组提案", "民盟": "党派提案", "张在文": "个人提案", "阿依古丽买买提": "个人提案", "县教育局": "", "云岭阀门制造厂": "",
	} {
		v := record.Values{"title": "关于" + name + "的建议", "proposers": rows.Text([]rows.Row{{"name": name, "role": "提案人"}})}
		id, sentence := o.try(proposal.Proposals, v)
		if want == "" {
			if sentence != "「"+name+"」不是委员，也判断不了是党派、团体、界别、专委会还是小组，请选「提案类型」。" {
				t.Errorf("%s: %q", name, sentence)
			}
			v["kind"] = "团体提案"
			o.save(proposal.Proposals, v)
			continue
		}
		if sentence != "" {
			t.Errorf("%s: %s", name, sentence)
			continue
		}
		o.expect(proposal.Proposals, id, record.Values{"kind": want})
	}
	bodies, err := proposal.Bodies(t.Context(), o.Store, record.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []proposal.Body{{Name: "民盟", Sort: "党派"}, {Name: "农业和农村", Sort: "界别"}, {Name: "提案委员会", Sort: "专委会"}, {Name: "城关片区", Sort: "活动组"}} {
		if !slices.Contains(bodies, want) {
			t.Errorf("%v is not offered: %v", want, bodies)
		}
	}
}

// Members who made proposals are told of before they are deleted, one as well as several.
func TestDeletedMembersWithProposals(t *testing.T) {
	o := openOffice(t)
	var ids []int64
	for _, name := range []string{"郭春", "苏若竹", "林一"} {
		ids = append(ids, o.save(roster.Members, record.Values{"name": name}))
	}
	o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "郭春", "joint": "苏若竹"})
	o.save(proposal.Proposals, record.Values{"title": "关于乙的建议", "proposer": "郭春"})
	for want, of := range map[string][]int64{"提出或参与过 2 件提案。": ids[:1], "里有 2 位提出或参与过 2 件提案。": ids, "": ids[2:]} {
		tied, err := roster.Members.Tied(t.Context(), o.DB(), of)
		if err != nil || !strings.HasPrefix(tied, want) || want == "" && tied != "" {
			t.Errorf("%q, %v; want %q", tied, err, want)
		}
	}
}
