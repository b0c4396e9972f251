package main

import (
	"context"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// settingsCommand lists the settings of the office, or changes those named.
type settingsCommand struct {
	Set []string `arg:"" optional:"" name:"设置=内容"`
	printed
	writer
}

func (c *settingsCommand) Run(ctx context.Context, p *program) error {
	if len(c.Set) > 0 {
		return c.write(ctx, p, func(st *store.Store, actor string) error { return c.change(ctx, p, st, actor) })
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		settings, err := record.Settings(ctx, st.DB())
		if err != nil {
			return err
		}
		rows := make([][]string, len(settings))
		for i, s := range settings {
			rows[i] = []string{s.Label, s.Value, strings.ReplaceAll(s.Choice, "|", "、"), s.Note}
		}
		return p.writeRows(c.Format, []string{"设置", "内容", "可选", "说明"}, rows)
	})
}

func (c *settingsCommand) change(ctx context.Context, p *program, st *store.Store, actor string) error {
	settings, err := record.Settings(ctx, st.DB())
	if err != nil {
		return err
	}
	values := map[string]string{}
	for _, word := range c.Set {
		name, value, ok := strings.Cut(word, "=")
		if !ok {
			return wrong("「%s」应写成 设置=内容，如 当前工作年度=2026", word)
		}
		if err := legible("设置", name, value); err != nil {
			return err
		}
		s, err := record.SettingNamed(settings, name)
		if err != nil {
			return err
		}
		if _, twice := values[s.Key]; twice {
			return wrong("「%s」写了两次", s.Label)
		}
		values[s.Key] = value
	}
	if err := st.Write(ctx, actor, "修改设置", func(ctx context.Context, tx *store.Tx) error { return record.SaveSettings(ctx, tx, values) }); err != nil {
		return err
	}
	for _, s := range settings {
		if value, set := values[s.Key]; set {
			p.print(p.out, "%s\t%s\n", s.Label, value)
		}
	}
	return nil
}
