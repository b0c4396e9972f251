package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
)

// Each proposer tells its kind by itself, in whatever order; bodies of several sorts, and those that tell nothing, are asked about, and no bodies alone are 联名.
func TestKindOfSeveralBodies(t *testing.T) {
	const (
		mixed   = "判断不了算哪一类提案"
		unknown = "不是委员，也判断不了是党派、团体、界别、专委会还是小组"
	)
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "郭春"})
	o.save(roster.Members, record.Values{"name": "苏若竹"})
	o.save(roster.Sectors, record.Values{"name": "农业界"})
	o.save(roster.Committees, record.Values{"name": "提案委员会", "short": "提案委"})
	number := 40
	for names, want := range map[string]string{
		"民盟云岭县委员会、民建云岭县委员会": "党派提案", "民盟、民建": "党派提案", "民盟云岭县委会、九三学社云岭县支社": "党派提案", "中国民主同盟云岭县委员会": "党派提案", "中共云岭县委": "党派提案",
		"共青团云岭县委": "团体提案", "共青团云岭县委员会": "团体提案", "团云岭县委": "团体提案", "县总工会、团县委": "团体提案", "县妇联、团县委": "团体提案", "团县委、县妇联": "团体提案", "县工商联、县青联": "团体提案",
		"县总工会和团县委": "团体提案", "县总工会 团县委": "团体提案", "民盟县委/民建县委": "党派提案",
		"民盟、县工商联": mixed, "县工商联、民盟": mixed, "提案委、农业界": mixed, "民盟和县工商联": unknown, "民盟云岭县委等3家单位": unknown,
		"县教育局、县财政局": unknown, "云岭县发展和改革委员会": unknown, "城关村村民委员会": unknown, "民盟、县教育局": unknown,
		"农业界、教育界": "界别提案", "民革界": "界别提案", "共青团和青联界": "界别提案", "提案委、农业和农村委员会": "专委会提案", "县政协提案委员会": "专委会提案",
		"郭春、苏若竹": "联名提案", "郭春": "个人提案", "郭春等3人": "联名提案",
	} {
		number++
		got, im := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人", fmt.Sprintf("%d|关于甲乙丙的建议%d|%s", number, number, names)))
		if got == "新增" {
			got = strings.Join(o.texts("SELECT kind FROM proposal WHERE number = ?", number), "")
		}
		if said := strings.Join(im.Strange, ""); got != want && (!strings.HasPrefix(got, "退回") || !strings.Contains(got, want+"，请写明「提案类型」。")) || strings.Contains(said, "照写的录入") {
			t.Errorf("%s: %s, %s; want %s", names, got, said, want)
		}
	}
}

// In a form the same is asked; a body and a member together are of the sort of the first of them.
func TestKindOfSeveralBodiesInAForm(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "郭春"})
	for i, c := range []struct{ names, want string }{
		{"县总工会 团县委", "团体提案"},
		{"民盟 民建 九三学社", "党派提案"},
		{"民盟 县总工会", "提案人「民盟」是党派，「县总工会」是团体，判断不了算哪一类提案，请选「提案类型」。"},
		{"县总工会 民盟 民建", "提案人「县总工会」是团体，「民盟」是党派，判断不了算哪一类提案，请选「提案类型」。"},
		{"民盟 郭春", "党派提案"},
		{"郭春 民盟", "联名提案"},
	} {
		var all []rows.Row
		for _, name := range strings.Fields(c.names) {
			all = append(all, rows.Row{"name": name, "role": "联名"})
		}
		all[0]["role"] = "提案人"
		id, got := o.try(proposal.Proposals, record.Values{"title": fmt.Sprint("关于甲", i, "的建议"), "proposers": rows.Text(all)})
		if got == "" {
			o.expect(proposal.Proposals, id, record.Values{"kind": c.want})
		} else if got != c.want {
			t.Errorf("%s: %s", c.names, got)
		}
	}
}

// What is said of a proposer who is a body of the rosters agrees with what he is taken for; one who is mixed with a body is said.
func TestABodyOfTheRostersIsNoStranger(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "郭春"})
	o.save(roster.Sectors, record.Values{"name": "农业界"})
	o.save(roster.Committees, record.Values{"name": "提案委员会", "short": "提案委"})
	got, im := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人", "1|关于甲的建议|农业", "2|关于乙的建议|提案委", "3|关于丙的建议|郭春、民盟"))
	kinds := strings.Join(o.texts("SELECT kind FROM proposal WHERE number < 4 ORDER BY number"), " ")
	said := strings.Join(im.Strange, "")
	if got != "新增\n新增\n新增" || kinds != "界别提案 专委会提案 联名提案" || strings.Contains(said, "照写的录入") {
		t.Errorf("%s, %q: %s", got, kinds, said)
	}
	if want := "单位和委员一起提的，按第一提案人录入为「联名提案」：第 4 行「郭春、民盟」"; !strings.Contains(said, want) {
		t.Errorf("said %s, want %s", said, want)
	}
}
