package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/record"
)

// awaited are the steps of each flow and state that stand out as the next one, the first of them that can be taken: those that lead on. One that undoes or
// worsens what stands, or puts something off, is in none of them.
var awaited = map[string]string{
	"proposals 草稿": "重新提交 立案", "proposals 已提交": "立案 登记初审 登记复审", "proposals 审查中": "立案 登记初审 登记复审", "proposals 不立案": "归档",
	"proposals 已立案":  "交办 登记跟踪 全程跟踪",
	"proposals 办理中":  "登记答复 答复送审 登记反馈 登记面商 登记催办 签收 同意申退 登记落实 登记承诺 登记会办意见 登记跟踪 全程跟踪",
	"proposals 申退中":  "答复通过 同意申退 登记落实 登记承诺 登记会办意见 登记跟踪 全程跟踪",
	"proposals 答复待审": "答复通过 登记答复 答复送审 登记反馈 登记面商 登记催办 签收 同意申退 登记落实 登记承诺 登记会办意见 登记跟踪 全程跟踪",
	"proposals 已答复":  "登记反馈 到期未反馈 登记面商 登记落实 登记承诺 补记签收 登记跟踪 全程跟踪",
	"proposals 重新办理": "登记答复 答复送审 重新交办 登记反馈 登记面商 登记催办 签收 同意申退 登记落实 登记承诺 登记会办意见 登记跟踪 全程跟踪",
	"proposals 跟踪中":  "登记落实 登记承诺 补记签收 登记跟踪 全程跟踪",
	"proposals 已办结":  "登记落实 归档 登记承诺 补记签收 登记跟踪 全程跟踪",
	"proposals 已并案":  "归档", "proposals 已撤案": "归档",
	"letters 起草": "送审", "letters 送审中": "领导审签", "letters 待审定": "主席会议审定", "letters 待送达": "送达", "letters 待签收": "签收",
	"points 整改中": "登记答复 登记措施 记录进展", "points 已答复": "验收", "points 待回头看": "回头看", "points 待销号": "销号",
	"directs 待分流": "分流", "directs 待转办": "转办", "directs 办理中": "登记答复", "directs 不予受理": "反馈", "directs 已答复": "反馈",
	"activities 未通知": "通知参会 登记到会", "activities 已通知": "登记到会 登记请假", "activities 登记中": "登记完毕", "activities 已登记": "登记成果",
	"attendances 应到": "到会", "attendances 请假待批": "准假",
	"evaluations 未锁定": "锁定结果", "ballot-rounds 计票中": "锁定计票",
}

func TestStepsThatUndoNeverStandOut(t *testing.T) {
	for _, k := range data.Kinds() {
		if k.Flow == nil {
			continue
		}
		for _, state := range statesOf(k.Flow) {
			var names []string
			for _, s := range k.Flow.Steps {
				if slices.Contains(s.From, state) && !s.Rare && !s.Elsewhere && !slices.Contains(s.Later, state) {
					names = append(names, s.Name)
				}
			}
			at := k.Name + " " + state
			if got := strings.Join(names, " "); got != awaited[at] {
				t.Errorf("%q: %q,", at, got)
			}
			delete(awaited, at)
		}
	}
	if len(awaited) > 0 {
		t.Errorf("there are no %v", awaited)
	}
}

// statesOf are the states that a flow knows, each once.
func statesOf(f *record.Flow) (states []string) {
	for _, s := range f.Steps {
		for _, state := range slices.Concat(s.From, s.To) {
			if !slices.Contains(states, state) {
				states = append(states, state)
			}
		}
	}
	return states
}
