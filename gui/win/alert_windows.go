package win

import "golang.org/x/sys/windows"

func alert(title, text string) {
	body, errBody := windows.UTF16PtrFromString(text)
	head, errHead := windows.UTF16PtrFromString(title)
	if errBody != nil || errHead != nil {
		return // a NUL in the text: there is nobody left to tell
	}
	_, _ = windows.MessageBox(0, body, head, windows.MB_ICONERROR|windows.MB_OK|windows.MB_SETFOREGROUND)
}
