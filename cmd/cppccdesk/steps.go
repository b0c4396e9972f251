package main

import (
	"context"
	"strings"

	"cppccdesk/data"
)

// runSteps lists what can be done to a record now and what each step asks.
func runSteps(ctx context.Context, p *program, args []string) error {
	o := newOptions("steps")
	year := o.year()
	all := o.Bool("all", false, "也列出现在不能做的，以及为什么")
	format := o.String("format", "tsv", "tsv 或 json")
	rest, err := o.parse(args)
	if err == nil && len(rest) != 2 {
		err = misuse("steps 的用法：cppccdesk steps 类别 编号，如：cppccdesk steps proposals 104。")
	}
	if err != nil {
		return err
	}
	kind, err := data.KindByName(rest[0])
	if err != nil {
		return err
	}
	return o.with(ctx, p, true, func(store *data.Store) error {
		_, record, err := p.find(ctx, store, kind, *year, rest[1])
		if err != nil {
			return err
		}
		var rows [][]string
		for _, possible := range kind.Steps(record) {
			if possible.Why != "" && !*all {
				continue
			}
			rows = append(rows, []string{possible.Step.Name, asked(possible), strings.Join(possible.Step.To, "、"), possible.Why})
		}
		return p.writeRows(*format, []string{"步骤", "要填的", "以后的状态", "不能做的原因"}, rows)
	})
}

// find finds the record of a year, 0 for the working one, that people call text.
func (p *program) find(ctx context.Context, store *data.Store, kind *data.Kind, year int, text string) (data.Scope, data.Record, error) {
	scope, err := p.scope(ctx, store, year)
	if err != nil {
		return scope, data.Record{}, err
	}
	record, err := kind.Find(ctx, store.DB(), scope, text)
	return scope, record, err
}

// asked says what a step asks, with what can be chosen.
func asked(possible data.Possible) string {
	var words []string
	for _, f := range possible.Step.Asks {
		word := f.Title
		if f.Required {
			word += "（必填）"
		}
		if offers := possible.Offers[f.Key]; len(offers) > 0 {
			word += "（" + strings.Join(offers, "／") + "）"
		}
		words = append(words, word)
	}
	return strings.Join(words, "、")
}

// runStep takes one step of a record.
func runStep(ctx context.Context, p *program, args []string) error {
	o := newWriter("step")
	year := o.year()
	said := map[string]string{}
	o.Func("set", "项目=内容，可以写多次", func(text string) error {
		title, value, ok := strings.Cut(text, "=")
		if !ok || title == "" {
			return misuse("--set 应写成 项目=内容，如 --set 答复日期=2026-07-01。")
		}
		said[title] = value
		return nil
	})
	rest, err := o.parse(args)
	if err == nil && len(rest) != 3 {
		err = misuse("step 的用法：cppccdesk step 类别 编号 步骤 [--set 项目=内容]，如：cppccdesk step proposals 104 登记答复 --set 答复日期=2026-07-01 --set 办理结果=A。")
	}
	if err != nil {
		return err
	}
	kind, err := data.KindByName(rest[0])
	if err != nil {
		return err
	}
	step, err := kind.Step(rest[2])
	if err != nil {
		return err
	}
	values := data.Values{}
	for name, value := range said {
		key := name
		if f := step.Ask(name); f != nil {
			key = f.Key
		}
		values[key] = value
	}
	return o.write(ctx, p, func(store *data.Store, actor string) error {
		scope, record, err := p.find(ctx, store, kind, *year, rest[1])
		if err != nil {
			return err
		}
		if err := store.TakeStep(ctx, actor, kind, scope, step.Name, values, record.ID); err != nil {
			return err
		}
		after, err := kind.RecordOn(ctx, store.DB(), record.ID, scope.Day)
		if err != nil {
			return err
		}
		p.print(p.out, "%s\t%s\t%s\n", rest[1], step.Name, after.Values[kind.Flow.State])
		return nil
	})
}
