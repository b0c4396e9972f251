package main

import (
	"strings"
	"testing"
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
	step(exitDone, "要「已提交」", "steps", "proposals", "38", "--all")
	step(exitFailed, "现在可以做的有", "step", "proposals", "38", "立案", "--set", "审查日期=2026-03-01")
	step(exitFailed, "缺少「办理结果」", "step", "proposals", "38", "登记答复", "--set", "答复日期=2026-07-01")
	step(exitFailed, "没有「送审」这一步", "step", "proposals", "38", "送审")
	step(exitFailed, "没有编号或名称为「9999」的提案", "step", "proposals", "9999", "登记答复")
	step(exitFailed, "没有办理步骤", "step", "members", "1", "登记答复")
	step(exitUsage, "step 的用法", "step", "proposals", "38")
	step(exitUsage, "--set 应写成", "step", "proposals", "38", "登记答复", "--set", "2026-07-01")
	step(exitFailed, "请写明「承办单位」", "step", "proposals", "38", "登记答复", "--set", "答复日期=2026-07-01", "--set", "办理结果=A")
	step(exitDone, "38\t登记答复\t办理中", "step", "proposals", "38", "登记答复", "--set", "承办单位=县残疾人联合会", "--set", "答复日期=2026-07-01", "--set", "办理结果=A", "--as", "王芳")
	step(exitDone, "登记答复：提案 38 号", "undo", "--as", "王芳")
	step(exitFailed, "答复日期 2026-12-30 晚于今天", "step", "proposals", "88", "登记答复", "--set", "答复日期=2026-12-30", "--set", "办理结果=A", "--as", "王芳")
	step(exitDone, "登记答复\t", "steps", "proposals", "38")
}
