package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// merged is a sheet whose cells of the first row are merged to the right where the next are empty.
func merged(rows ...string) intake.Sheet {
	sheet := pipedSheet(rows...)
	top := strings.Split(rows[0], "|")
	for from := 0; from < len(top); {
		to := from
		for to+1 < len(top) && top[to+1] == "" {
			to++
		}
		if to > from {
			sheet.Merges = append(sheet.Merges, intake.Merge{Left: from, Right: to})
		}
		from = to + 1
	}
	return sheet
}

// A landline is nobody's 手机, whatever heading stands over both.
func TestALandlineUnderContactIsNoMobile(t *testing.T) {
	for _, head := range []string{"办公|手机", "办公电话|手机号码", "固定电话|移动电话", "单位|本人手机"} {
		for _, kind := range []*record.Kind{roster.Members, roster.Supervisors} {
			o := openOffice(t)
			got, im := o.takenSheets(kind, merged("姓名|性别|联系方式|", "||"+head, "甲|男|0871-6110100|13911110001"))
			if mobile := o.valuesOf(kind, "mobile"); mobile != "13911110001" {
				t.Errorf("%s %s: %q; %s %v %v", kind.Title, head, mobile, got, im.Unknown, im.Notes)
			}
		}
	}
	o := openOffice(t)
	o.takenSheets(roster.Members, merged("姓名|性别|联系方式|", "||办公|手机", "甲|男|0871-6110100|13911110001"))
	if got := o.valuesOf(roster.Members, "office_phone"); got != "0871-6110100" {
		t.Errorf("办公电话 %q", got)
	}
}

// Two columns of one heading are not two things: the second is not read, and is named.
func TestASecondColumnOfAHeadingIsNamed(t *testing.T) {
	o := openOffice(t)
	got, im := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人|收到日期|主办单位|答复日期|办理结果|答复日期|办理结果",
		"51|关于甲的建议|民建县委|2026-01-20|县教育局|2026-05-01|B|2026-06-01|A"))
	said := strings.Join(im.Notes, "")
	for _, want := range []string{"有几栏都叫「答复日期」，只读了 F 列，H 列没有读取", "有几栏都叫「办理结果」，只读了 G 列，I 列没有读取", "--map 答复日期#2=项目"} {
		if !strings.Contains(said, want) {
			t.Errorf("notes %q, want %q", said, want)
		}
	}
	if kept := o.valuesOf(proposal.Assignments, "round", "replied_on", "result_class"); got != "新增" || !strings.HasSuffix(kept, "|1 2026-05-01 B") {
		t.Errorf("%s: %s", got, kept)
	}
	if _, im := o.takenSheets(roster.Members, pipedSheet("姓名|联系电话|手机|性别|性别", "甲|0871-6110100|13911110001|男|")); len(im.Notes) > 0 {
		t.Errorf("an empty one is %q", im.Notes)
	}
}

// A dash is no score, and a sheet without a score says nothing.
func TestAScoreThatADashKeepsIsNamed(t *testing.T) {
	o := openOffice(t)
	for _, name := range []string{"评一", "评二"} {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": name, "category": "常委", "proposals": "12"})
	}
	head := "组号|评议案号|评委|组织领导|沟通面商|办理成效|规范答复"
	o.takenSheets(evaluation.Scores, pipedSheet(head, "1|12|评一|90|91|92|93", "1|12|评二|80|81|82|83"))
	got, im := o.takenSheets(evaluation.Scores, pipedSheet(head, "1|12|评一|95|—|92|93", "1|12|评二|—||/|"))
	said := strings.Join(im.Strange, "")
	for _, want := range []string{
		"「沟通面商」一栏写的是「—」，已有的内容没有改：第 2 行「91」", "「组织领导」一栏写的是「—」，已有的内容没有改：第 3 行「80」", "没有读到任何得分，已有的评分没有改：第 3 行「1 12 评二」",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%s: %q, want %q", got, said, want)
		}
	}
	if strings.Contains(said, "得分，已有的评分没有改：第 2 行") || got != "变更\n相同" {
		t.Errorf("%s: %q", got, said)
	}
	o.save(roster.Members, record.Values{"name": "甲", "job": "局长"})
	if _, im := o.takenSheets(roster.Members, pipedSheet("姓名|职务|通讯地址", "甲|无|无")); !strings.Contains(strings.Join(im.Strange, ""), "「职务」一栏写的是「无」，已有的内容没有改：第 2 行「局长」") {
		t.Errorf("a member: %q", im.Strange)
	}
}
