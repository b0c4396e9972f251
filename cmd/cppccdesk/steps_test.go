package main

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/store"
)

// stepsOn returns what runs commands on a data folder one after another: each has to end with the exit code and to say or print the text.
func stepsOn(t *testing.T, dir string) func(code int, want string, args ...string) {
	t.Helper()
	return func(code int, want string, args ...string) {
		t.Helper()
		end := mustRun(t, code, append(args, "--data", dir)...)
		if !strings.Contains(end.out+end.err, want) {
			t.Errorf("%v printed %q, want %q in it", args, end.out+end.err, want)
		}
	}
}

// TestSteps takes a proposal of the sample on by commands, is refused what is not its turn, and takes the step back.
func TestSteps(t *testing.T) {
	dir := sampleData(t)
	step := stepsOn(t, dir)
	step(exitDone, "登记答复\t", "steps", "proposals", "38")
	step(exitDone, "登记答复\t", "steps", "proposals", "３８") // as an input method writes it
	step(exitDone, "要「已提交」", "steps", "proposals", "38", "--all")
	step(exitFailed, "现在可以做的有", "step", "proposals", "38", "立案", "--set", "审查日期=2026-03-01")
	step(exitFailed, "缺少「办理结果」", "step", "proposals", "38", "登记答复", "--set", "答复日期=2026-07-01")
	step(exitFailed, "没有「送审」这一步", "step", "proposals", "38", "送审")
	step(exitFailed, "没有编号或名称为「9999」的提案", "step", "proposals", "9999", "登记答复")
	step(exitFailed, "没有办理步骤", "step", "members", "1", "登记答复")
	step(exitUsage, "step 的用法", "step", "proposals", "38")
	step(exitUsage, "--set 应写成", "step", "proposals", "38", "登记答复", "--set", "2026-07-01")
	step(exitUsage, "--set 对「答复日期」写了两个不同的内容「2026-07-01」和「2026-07-02」，请只留一个", "step", "proposals", "38", "登记答复", "--set", "答复日期=2026-07-01", "--set", "答复日期=2026-07-02", "--set", "办理结果=A")
	step(exitUsage, "--set 对「答复日期」写了两个不同的内容，请只留一个", "step", "proposals", "38", "登记答复", "--set", "答复日期=2026-07-01", "--set", "replied_on=2026-07-02")
	step(exitFailed, "请写明「承办单位」", "step", "proposals", "38", "登记答复", "--set", "答复日期=2026-07-01", "--set", "办理结果=A")
	step(exitDone, "38\t登记答复\t办理中", "step", "proposals", "38", "登记答复", "--set", "承办单位=县残疾人联合会", "--set", "答复日期=2026-07-01", "--set", "办理结果=A", "--as", "王芳")
	step(exitDone, "登记答复：提案 38 号", "undo", "--as", "王芳")
	step(exitFailed, "答复日期 2026-12-30 晚于今天", "step", "proposals", "88", "登记答复", "--set", "答复日期=2026-12-30", "--set", "办理结果=A", "--as", "王芳")
	step(exitDone, "登记答复\t", "steps", "proposals", "38")
}

// What a field could be is told with the step that asks for it.
func TestStepsSuggest(t *testing.T) {
	dir := sampleData(t)
	step := stepsOn(t, dir)
	step(exitDone, "新增 1 行", "import", "proposals", writeText(t, t.TempDir(), "提案.csv", "案由,第一提案人,收到日期,建议承办单位,审查结论,审查日期,案号\n关于灌区改造的建议,县工商联,2026-02-01,县水利局,立案,2026-02-10,901\n"))
	step(exitDone, "主办单位（必填）（提案人建议县水利局", "steps", "proposals", "901")
}

// A step that waits for something is listed with what has to be done first, without asking for all.
func TestStepsThatWait(t *testing.T) {
	dir := sampleData(t)
	step := stepsOn(t, dir)
	step(exitDone, "登记答复\t", "steps", "proposals", "118")
	st := datatest.MustOpenDir(t, dir)
	if err := st.Write(t.Context(), "王芳", "修改设置", func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE setting SET value = '是' WHERE key = 'proposal.check_replies'")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	end := mustRun(t, exitDone, "steps", "proposals", "118", "--data", dir)
	if !strings.Contains(end.out, "答复送审\t") || !strings.Contains(end.out, "\t还没有与「县教育局」面商的记录，请先「登记面商」，再送审。") || strings.Contains(end.out, "登记答复\t") {
		t.Errorf("printed %s", end.out)
	}
}

// A step is taken of several records at once; reminders of those that owe a reply, with the others named.
func TestStepOfSeveral(t *testing.T) {
	dir := sampleData(t)
	step := stepsOn(t, dir)
	end := mustRun(t, exitRejected, "step", "proposals", "104、38,2、38", "登记催办", "--set", "催办日期=2026-08-03", "--set", "催办方式=电话", "--as", "王芳", "--data", dir)
	if lines := strings.Count(end.out, "登记催办"); lines != 2 || !strings.HasPrefix(end.out, "104\t登记催办\t") || !strings.Contains(end.out, "\n38\t登记催办\t") {
		t.Errorf("printed %q", end.out)
	}
	if !strings.Contains(end.err, "没有登记催办：2 号：现在是「") {
		t.Errorf("says %q", end.err)
	}
	step(exitDone, "登记催办：提案 104 号、38 号", "undo", "--as", "王芳")
	step(exitFailed, "没有编号或名称为「9999」的提案", "step", "proposals", "104、9999", "登记催办", "--set", "催办日期=2026-08-03", "--set", "催办方式=电话")
	step(exitFailed, "2 号：现在是「", "step", "proposals", "104、2", "登记延期", "--set", "延期至=2026-10-20", "--set", "延期批准人=李主席", "--set", "延期理由=补批：等批复")
	step(exitFailed, "2 号：现在是「", "step", "proposals", "2、3", "登记催办", "--set", "催办日期=2026-08-03", "--set", "催办方式=电话")
}
