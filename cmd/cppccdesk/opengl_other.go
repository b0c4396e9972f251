//go:build !windows

package main

import (
	"os"
	"runtime"

	"cppccdesk/data/store"
)

// checkOpenGL says that there is no screen before Fyne, which would end the program without a sentence, is asked for a window.
func checkOpenGL() error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" {
		return store.Refuse(store.CodeNotFound, "没有图形显示（DISPLAY 未设置），打不开窗口。请在桌面环境里启动，或用 cppccdesk help 查看不需要窗口的命令。")
	}
	return nil
}
