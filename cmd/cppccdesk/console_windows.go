package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// attachConsole connects the standard streams to the console the program was started from. A windowsgui program has none of its own,
// and without this a sub-command typed at a prompt would print nothing. Streams that were redirected stay as they are.
func attachConsole() {
	const parentProcess = ^uintptr(0)
	attach := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")
	outLost, errLost := !isOpen(os.Stdout), !isOpen(os.Stderr)
	if !outLost && !errLost {
		return
	}
	if ok, _, _ := attach.Call(parentProcess); ok == 0 {
		return
	}
	console, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return
	}
	if outLost {
		os.Stdout = console
	}
	if errLost {
		os.Stderr = console
	}
}

func isOpen(f *os.File) bool {
	kind, err := windows.GetFileType(windows.Handle(f.Fd()))
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}
