package main

import (
	"io"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"

	"cppccdesk/data"
)

// help prints what can be typed, and at the end more of the command that is asked about.
func (l *line) help(p *program, w io.Writer) {
	p.print(w, "政协民主监督工作台 %s\n\n", version)
	before := "用法："
	for _, command := range l.Model.Leaves(false) {
		p.print(w, "%s%s\n          %s\n", before, usage(command), command.Help)
		before = "      "
	}
	var kinds []string
	for _, k := range data.Kinds() {
		kinds = append(kinds, k.Name+"("+k.Title+")")
	}
	p.print(w, "\n各参数的用处见 cppccdesk help 加命令名，如 cppccdesk help import。经办人记入操作记录，撤销时只撤他自己的；不写是「设置」里的经办人。已有的文件不是本程序写的，不加 --force 不覆盖。\n类别：%s\n", strings.Join(kinds, " "))
	p.print(w, "退出码：0 完成，1 未能完成，2 用法不对，3 完成但有退回的行，或报表有不符的地方。\n")
	if !l.command.Hidden {
		p.print(w, "\n")
		l.hint(p, w)
	}
}

// hint prints the usage of the command with what its flags are for; all usage where no command is typed.
func (l *line) hint(p *program, w io.Writer) {
	if l.command.Hidden {
		l.help(p, w)
		return
	}
	before := "用法："
	for _, command := range leaves(l.command) {
		p.print(w, "%s%s\n          %s\n", before, usage(command), command.Help)
		before = "      "
	}
	for _, flag := range l.command.Flags {
		p.print(w, "      %s\n          %s\n", flagUsage(flag), flag.Help)
	}
}

// leaves are the commands a command consists of, itself where it is one.
func leaves(command *kong.Node) []*kong.Node {
	if command.Leaf() {
		return []*kong.Node{command}
	}
	return command.Leaves(false)
}

// usage is how a command is written: its words, then its flags; what may be left out in brackets.
func usage(command *kong.Node) string {
	parts := []string{"cppccdesk"}
	if !command.Hidden {
		parts = append(parts, command.Path())
	}
	for _, word := range command.Positional {
		text := word.Name
		if word.IsSlice() {
			text += "..."
		}
		parts = append(parts, optional(text, word.Required))
	}
	for _, flags := range command.AllFlags(true) {
		for _, flag := range flags {
			text := optional(flagUsage(flag), flag.Required)
			if kind := flag.Target.Kind(); kind == reflect.Slice || kind == reflect.Map {
				text += "..."
			}
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

func flagUsage(flag *kong.Flag) string {
	if flag.IsBool() {
		return "--" + flag.Name
	}
	return "--" + flag.Name + " " + flag.PlaceHolder
}

func optional(text string, required bool) string {
	if required {
		return text
	}
	return "[" + text + "]"
}
