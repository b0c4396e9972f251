package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// The only member of a name is not meant where the row says that he works elsewhere or was born in another year.
func TestProposerToldOtherwiseIsNotTheMember(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "郭春", "workplace": "县委办公室", "birth_on": "1970-05-01"})
	o.save(roster.Members, record.Values{"name": "苏若竹"})
	for told, ok := range map[string]bool{
		"郭春": true, "郭春（县委办公室）": true, "郭春（县委办）": true, "郭春（1970年生）": true, "郭春（县委办公室 1970年生）": true, "郭春（组长）": true, "苏若竹（县医院）": true,
		"郭春（县医院）": false, "郭春（1971年生）": false,
	} {
		for _, key := range []string{"proposer", "joint"} {
			v := record.Values{"title": "关于" + told + key + "的建议", "proposer": "民建县委"}
			v[key] = told
			_, sentence := o.try(proposal.Proposals, v)
			if refused := strings.Contains(sentence, "名册里的「郭春」是「县委办公室」的"); refused == ok || ok && sentence != "" {
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
	if strings.Contains(got, "退回") || im.Strange[0] != want || slices.ContainsFunc(im.Strange[1:], func(s string) bool { return strings.Contains(s, "提案人") }) {
		t.Errorf("%s: %q", got, im.Strange)
	}
	if got, im := o.takenSheets(proposal.Proposals, pipedSheet(head, "41|关于甲的建议|不存在的人|")); got != "相同" || len(im.Strange) > 0 {
		t.Errorf("again %s: %q", got, im.Strange)
	}
}
