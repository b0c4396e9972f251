package data_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// A text too long for its field is refused by name, limit and length, whichever way it comes; what is stored already does not stand in the way.
func TestTextsTooLongForTheirField(t *testing.T) {
	o := openOffice(t)
	long := strings.Repeat("关于修路的建议", 3000)
	saved := func(id int64, v record.Values) string {
		return store.Sentence(o.Write(t.Context(), "测试", "保存", func(ctx context.Context, tx *store.Tx) error {
			_, err := proposal.Proposals.Save(ctx, tx, in2026, id, v)
			return err
		}))
	}
	must := func(name, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %.200s, want %s", name, got, want)
		}
	}
	const title = "「案由」有 21000 个字，最多 200 个字，请缩短。"
	must("a title", saved(0, record.Values{"title": long, "proposer": "民建县委"}), title)
	must("a title that fits", saved(0, record.Values{"title": strings.Repeat("长", 200), "proposer": "民建县委", "body": long}), "")

	id := o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
	o.do(fmt.Sprintf("UPDATE proposal SET title = '%s' WHERE id = %d", long, id))
	must("another field of one stored", saved(id, record.Values{"title": long, "body": "正文"}), "")
	must("a longer one", saved(id, record.Values{"title": long + "。"}), "「案由」有 21001 个字，最多 200 个字，请缩短。")

	for _, step := range []struct {
		name string
		v    record.Values
	}{{"立案", record.Values{"reviewed_on": "2026-02-01"}}, {"交办", record.Values{"lead_units": "县教育局", "assigned_on": "2026-03-10"}}} {
		must(step.name, o.step(id, step.name, step.v), "")
	}
	must("登记答复", o.step(id, "登记答复", record.Values{"replied_on": "2026-05-10", "result_class": "B", "signer": long}), "「签发人」有 21000 个字，最多 1000 个字，请缩短。")
	must("rows", saved(id, record.Values{"promises": `[{"unit":"县教育局","text":"` + long + `"}]`}), "承诺事项第 1 行「承诺事项」有 21000 个字，最多 1000 个字，请缩短。")

	if became, _ := o.taken(proposal.Proposals, "案号,案由,第一提案人", "90,"+long+",民进县委", "91,关于乙的建议,民进县委"); became != "退回 "+title+"\n新增" {
		t.Errorf("imported: %.200s", became)
	}
}
